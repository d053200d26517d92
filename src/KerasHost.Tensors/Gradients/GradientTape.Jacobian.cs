namespace KerasHost;

public sealed partial class GradientTape
{
    /// <summary>The gradients of the sum of several tensors.</summary>
    /// <param name="target">What to differentiate.</param>
    /// <param name="sources">With respect to what.</param>
    public Gradient?[] gradient(IReadOnlyList<Tensor> target, IReadOnlyList<Variable> sources) => Run([.. target], [.. target.Select(Op.OnesLike)], [.. sources]);

    /// <inheritdoc cref="gradient(IReadOnlyList{Tensor}, IReadOnlyList{Variable})"/>
    public Gradient? gradient(IReadOnlyList<Tensor> target, Variable source) => gradient(target, (IReadOnlyList<Variable>)[source])[0];

    /// <summary>The derivative of every element of a tensor with respect to every element of another; null where there is none.</summary>
    /// <param name="target">What to differentiate.</param>
    /// <param name="source">With respect to what.</param>
    /// <returns>Shape <c>(target…, source…)</c>.</returns>
    public Tensor? jacobian(Tensor target, Tensor source) => Jacobian(target, Key(source), source.shape);

    /// <inheritdoc cref="jacobian(Tensor, Tensor)"/>
    public Tensor? jacobian(Tensor target, Variable source) => Jacobian(target, source, source.shape);

    /// <summary>For each sample the derivative of every element of its target with respect to every element of its source; null where there is none.</summary>
    /// <param name="target">Shape <c>(batch, …)</c>; a sample must not depend on the sources of others.</param>
    /// <param name="source">Shape <c>(batch, …)</c>.</param>
    /// <returns>Shape <c>(batch, target…, source…)</c>.</returns>
    /// <exception cref="KerasValueException">The batches differ.</exception>
    public Tensor? batch_jacobian(Tensor target, Tensor source)
    {
        if (target.ndim == 0 || source.ndim == 0 || target.shape[0] != source.shape[0])
            throw new KerasValueException($"Need first dimension of target shape ({target.shape}) and source shape ({source.shape}) to match.");
        int batch = target.shape[0], each = batch == 0 ? 0 : target.Length / batch;
        Shape rows = Shape.Of(batch, each);
        Tensor? parts = Rows(target, Key(source), each, i => Op.Reshape(Op.BroadcastTo(One(i, each, target), rows), target.shape));
        if (parts is null)
            return null;
        int[] order = [1, 0, .. Enumerable.Range(2, parts.ndim - 2)];
        return Op.Reshape(Op.Transpose(parts, order), target.shape.Append([.. source.shape.Dims[1..]]));
    }

    private Tensor? Jacobian(Tensor target, object source, Shape shape) =>
        Rows(target, source, target.Length, i => Op.Reshape(One(i, target.Length, target), target.shape)) is { } rows ? Op.Reshape(rows, target.shape.Append(shape.Dims)) : null;

    // A pass an element of the target.
    private Tensor? Rows(Tensor target, object source, int count, Func<int, Tensor> seed)
    {
        Use();
        var rows = new Tensor[count];
        for (int i = 0; i < count; i++)
        {
            if (Pass([target], [seed(i)], [source])[0] is not { } gradient)
                return null;
            rows[i] = gradient.ToDense();
        }
        if (!_persistent)
            _steps.Clear();
        return Op.Stack(rows);
    }

    private static Tensor One(int position, int size, Tensor like) => Op.OneHot(Tensor.Scalar(position), size, 1, 0, like.dtype);
}
