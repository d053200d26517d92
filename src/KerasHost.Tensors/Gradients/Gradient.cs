using KerasHost.Printing;

namespace KerasHost;

/// <summary>
/// The derivative of a number with respect to a tensor: all of it, or only some rows (TensorFlow's IndexedSlices),
/// as the gradient of an embedding is. A row may occur several times; its parts add up.
/// </summary>
public sealed class Gradient : IPythonText
{
    private Gradient(Tensor values, Tensor? indices, Shape shape)
    {
        this.values = values;
        this.indices = indices;
        dense_shape = shape;
    }

    /// <summary>A gradient for every element.</summary>
    public Gradient(Tensor values) : this(values, null, values.shape) { }

    /// <summary>A gradient for some rows.</summary>
    /// <param name="values">Shape <c>(rows, …)</c>.</param>
    /// <param name="indices">Which row of the tensor each is, int32 or int64, shape <c>(rows)</c>.</param>
    /// <param name="dense_shape">The shape of the tensor.</param>
    public static Gradient Rows(Tensor values, Tensor indices, Shape dense_shape) => new(values, indices, dense_shape);

    /// <summary>The derivatives: of all elements, or of the rows in <see cref="indices"/>.</summary>
    public Tensor values { get; }

    /// <summary>The rows that <see cref="values"/> holds, or null for all.</summary>
    public Tensor? indices { get; }

    /// <summary>The shape of the tensor it is the gradient of.</summary>
    public Shape dense_shape { get; }

    /// <summary>The shape of the tensor it is the gradient of.</summary>
    public Shape shape => dense_shape;

    /// <summary>The type of the elements.</summary>
    public DType dtype => values.dtype;

    /// <summary>True when only some rows are held.</summary>
    public bool IsSparse => indices is not null;

    /// <summary>The gradient of every element.</summary>
    public Tensor ToDense() => indices is null ? values : Op.ScatterAdd(indices, values, dense_shape);

    /// <summary>A gradient for every element.</summary>
    public static implicit operator Gradient(Tensor values) => new(values);

    /// <summary>The gradient of every element.</summary>
    public static implicit operator Tensor(Gradient gradient) => gradient.ToDense();

    /// <summary>y = -a</summary>
    public static Tensor operator -(Gradient a) => -a.ToDense();
    /// <summary>y = a + b</summary>
    public static Tensor operator +(Gradient a, Gradient b) => Sum(a, b);
    /// <summary>y = a - b</summary>
    public static Tensor operator -(Gradient a, Gradient b) => a.ToDense() - b.ToDense();
    /// <summary>y = a·b, element by element</summary>
    public static Tensor operator *(Gradient a, Gradient b) => a.ToDense() * b.ToDense();
    /// <summary>y = a·b</summary>
    public static Tensor operator *(Gradient a, double b) => a.ToDense() * b;
    /// <summary>y = a·b</summary>
    public static Tensor operator *(double a, Gradient b) => a * b.ToDense();
    /// <summary>y = a / b, element by element</summary>
    public static Tensor operator /(Gradient a, Gradient b) => a.ToDense() / b.ToDense();
    /// <summary>y = a / b</summary>
    public static Tensor operator /(Gradient a, double b) => a.ToDense() / b;

    /// <summary>The text of Python's <c>str</c>: that of a tensor, or of TensorFlow's IndexedSlices.</summary>
    public override string ToString() => indices is null
        ? values.ToString()
        : $"IndexedSlices(indices={indices}, values={values}, dense_shape={Tensor.From<int>(dense_shape.Dims.ToArray(), [dense_shape.Rank])})";

    /// <inheritdoc/>
    public string Repr() => indices is null ? values.Repr() : ToString();

    /// <summary>The sum of two gradients of the same tensor.</summary>
    internal static Gradient Sum(Gradient a, Gradient b)
    {
        if (a.indices is { } left && b.indices is { } right)
            return Rows(Op.Concat([a.values, b.values], 0), Op.Concat([left, right], 0), a.dense_shape);
        return Op.Add(a.ToDense(), b.ToDense());
    }
}
