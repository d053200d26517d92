using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasHost;

/// <summary>
/// TensorFlow's tensor: an immutable array of numbers, row-major without gaps. A symbolic tensor has a shape and a type but no numbers yet;
/// operations on it only tell the shape of their result.
/// </summary>
public sealed unsafe partial class Tensor
{
    private const int Alignment = 64;

    // The managed memory behind the tensor (pinned, so its address holds), or null when a step's arena or nothing is behind it.
    private readonly byte[]? _owner;
    private readonly StepScope? _scope;
    private readonly nint _data;

    // The elements of a tensor of text, which has no storage of numbers.
    private readonly string[]? _text;

    // What the storage will hold once somebody looks, or null when it holds its numbers from the start.
    private readonly RepeatedRows? _rows;

    private Tensor(DType type, Shape shape, byte[]? owner, StepScope? scope, nint data, string[]? text = null, RepeatedRows? rows = null)
    {
        dtype = type;
        this.shape = shape;
        _owner = owner;
        _scope = scope;
        _data = data;
        _text = text;
        _rows = rows;
    }

    /// <summary>The type of the elements.</summary>
    public DType dtype { get; }

    /// <summary>The sizes of the axes; only a symbolic tensor has unknown ones.</summary>
    public Shape shape { get; }

    /// <summary>The number of axes.</summary>
    public int ndim => shape.Rank;

    /// <summary>True when this tensor has a shape but no numbers.</summary>
    public bool IsSymbolic => _data == 0 && _text is null;

    /// <summary>The variable whose value this is, or null.</summary>
    internal Variable? Variable { get; init; }

    /// <summary>
    /// What went into the sigmoid or softmax that made this tensor. Keras computes a crossentropy of such a tensor from there,
    /// which stays exact where the probabilities are 0 or 1.
    /// </summary>
    internal Tensor? Logits { get; set; }

    /// <summary>
    /// Whether this is the result of Keras's own sigmoid or softmax. Keras looks behind those even when it runs eagerly, and behind
    /// TensorFlow's only inside traced functions.
    /// </summary>
    internal bool IsActivation { get; set; }

    /// <summary>The mask that a layer attached to its output: bool, true where a step counts. Keras's <c>_keras_mask</c>.</summary>
    internal Tensor? Mask { get; set; }

    /// <summary>The number of elements.</summary>
    internal int Length => checked((int)shape.Size);

    /// <summary>The size of the storage in bytes.</summary>
    internal long ByteLength => shape.Size * dtype.itemsize;

    /// <summary>The address of the first element; the caller keeps this tensor alive while using it.</summary>
    internal void* Data
    {
        get
        {
            if (_scope is { IsAlive: false })
                ThrowDead();
            if (_data == 0)
                ThrowNoNumbers();
            if (_rows is { IsWritten: false })
                _rows.WriteTo(new(dtype, shape, _owner, _scope, _data));
            return (void*)_data;
        }
    }

    /// <summary>The rows that this tensor repeats while nobody has looked at its own numbers, or null. A kernel that reads them instead saves writing those.</summary>
    internal RepeatedRows? Repeated => _rows is { IsWritten: false } ? _rows : null;

    /// <summary>The elements; valid while this tensor is reachable and its step is running.</summary>
    internal Span<T> AsSpan<T>() where T : unmanaged
    {
        if (sizeof(T) != dtype.itemsize)
            throw new KerasTypeException($"A tensor of type {dtype} has no elements of type {typeof(T).Name}.");
        return new(Data, Length);
    }

    /// <summary>The storage; valid while this tensor is reachable and its step is running.</summary>
    internal Span<byte> Bytes => new(Data, checked((int)ByteLength));

    /// <summary>A tensor with undefined contents, in the arena of the running step or in memory of its own.</summary>
    internal static Tensor Uninitialized(DType type, Shape shape) =>
        StepScope.Current is { } scope
            ? new(type, shape, null, scope, scope.Arena.Allocate(Bytesize(type, shape)))
            : Owned(type, shape);

    /// <summary>A tensor of the running step that repeats rows; they are written out when somebody looks at its numbers.</summary>
    internal static Tensor Repeating(RepeatedRows rows, Shape shape, StepScope scope) =>
        new(rows.Source.dtype, shape, null, scope, scope.Arena.Allocate(Bytesize(rows.Source.dtype, shape)), null, rows);

    /// <summary>A tensor with undefined contents that outlives every step.</summary>
    internal static Tensor Owned(DType type, Shape shape, Variable? variable = null)
    {
        byte[] owner = GC.AllocateUninitializedArray<byte>(checked((int)(Bytesize(type, shape) + Alignment)), pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(owner));
        return new(type, shape, owner, null, (start + Alignment - 1) & ~(Alignment - 1)) { Variable = variable };
    }

    /// <summary>This tensor's memory as the value of a variable; null when it lies in the arena of a step.</summary>
    internal Tensor? AsValueOf(Variable variable) => _owner is null || _scope is not null ? null : new(dtype, shape, _owner, null, _data) { Variable = variable };

    /// <summary>A tensor that has a shape and a type only.</summary>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its shape; null stands for an unknown size.</param>
    public static Tensor Symbolic(DType type, Shape shape) => new(type, shape, null, null, 0);

    /// <summary>The result of an operation: symbolic when an input is.</summary>
    internal static Tensor Result(DType type, Shape shape, Tensor input) =>
        input.IsSymbolic ? Symbolic(type, shape) : Uninitialized(type, shape);

    /// <inheritdoc cref="Result(DType, Shape, Tensor)"/>
    internal static Tensor Result(DType type, Shape shape, params ReadOnlySpan<Tensor> inputs)
    {
        foreach (Tensor input in inputs)
            if (input.IsSymbolic)
                return Symbolic(type, shape);
        return Uninitialized(type, shape);
    }

    /// <summary>The same elements in the same memory under another shape.</summary>
    internal Tensor View(Shape newShape) => new(dtype, newShape, _owner, _scope, _data, _text, _rows);

    /// <summary>The same elements in the same memory, dead when the running step ends.</summary>
    internal Tensor AliasInStep(StepScope scope) => new(dtype, shape, _owner, scope, _data, _text) { Variable = Variable };

    /// <summary>A tensor of these elements.</summary>
    /// <param name="values">The elements, row by row; they are copied.</param>
    /// <param name="shape">The shape; its size is the number of elements.</param>
    /// <exception cref="KerasShapeException">The number of elements does not fit the shape.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        if (shape.Size != values.Length)
            throw new KerasShapeException($"{values.Length} elements do not fill the shape {shape}.");
        Tensor result = Uninitialized(DType.Of(typeof(T)), shape);
        values.CopyTo(result.AsSpan<T>());
        return result;
    }

    /// <summary>A tensor of one element and no axes.</summary>
    public static Tensor Scalar<T>(T value) where T : unmanaged => From<T>([value], []);

    /// <summary>A copy of the elements, row by row.</summary>
    /// <exception cref="KerasTypeException">The elements have another type.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        if (DType.Of(typeof(T)) != dtype)
            throw new KerasTypeException($"A tensor of type {dtype} has no elements of type {typeof(T).Name}.");
        T[] result = AsSpan<T>().ToArray();
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>The element of a tensor that has just one, as a number; true is 1.</summary>
    /// <exception cref="KerasValueException">There is not exactly one element.</exception>
    public double ToDouble()
    {
        if (shape.Size != 1)
            throw new KerasValueException($"Only a tensor of one element converts to a number; this one has the shape {shape}.");
        return ElementAsDouble(0);
    }

    /// <summary>An element as a number; true is 1.</summary>
    internal double ElementAsDouble(int index)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index));
        // The types that every step reads, without a box around the number.
        switch (dtype.Code)
        {
            case DTypeCode.Float32: return AsSpan<float>()[index];
            case DTypeCode.Float64: return AsSpan<double>()[index];
            case DTypeCode.Int64: return AsSpan<long>()[index];
        }
        return Element(index) switch
        {
            bool truth => truth ? 1 : 0,
            Half half => (double)half,
            object number => Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture),
            null => throw new KerasTypeException($"An element of type {dtype} is not a number."),
        };
    }

    /// <summary>A copy that outlives every step.</summary>
    internal Tensor ToOwned()
    {
        if (_text is not null)
            return this;
        Tensor copy = Owned(dtype, shape);
        Bytes.CopyTo(copy.Bytes);
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>The element of a one-element tensor.</summary>
    public static explicit operator double(Tensor x) => x.ToDouble();

    /// <summary>The element of a one-element tensor.</summary>
    public static explicit operator float(Tensor x) => (float)x.ToDouble();

    /// <summary>The element of a one-element tensor; a fraction is cut off.</summary>
    public static explicit operator int(Tensor x) => (int)x.ToDouble();

    /// <summary>The element of a one-element tensor; a fraction is cut off.</summary>
    public static explicit operator long(Tensor x) => (long)x.ToDouble();

    /// <summary>True when the element of a one-element tensor is not zero.</summary>
    public static explicit operator bool(Tensor x) => x.ToDouble() != 0;

    private static long Bytesize(DType type, Shape shape)
    {
        if (type.Code >= DTypeCode.String)
            throw new KerasTypeException($"A tensor cannot hold elements of type {type}.");
        return shape.Size * type.itemsize;
    }

    [DoesNotReturn]
    private void ThrowDead() => throw new KerasValueException(
        $"This tensor (shape {shape}, {dtype}) belongs to a training, evaluation or prediction step that has ended: it is out of scope. " +
        "Keep a copy made inside the step (`.numpy()`), or keep the value in a variable.");

    [DoesNotReturn]
    private void ThrowNoNumbers() => throw (_text is not null ? new KerasTypeException($"Cast string to float is not supported: this tensor (shape {shape}) holds text, the operation is for numbers.") : new KerasValueException(
        $"This tensor (shape {shape}, {dtype}) is symbolic: it has a shape but no numbers until the model runs on data."));
}
