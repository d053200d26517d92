using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>Joins tensors along an axis.</summary>
    /// <exception cref="KerasShapeException">The other axes differ.</exception>
    public static Tensor Concat(IReadOnlyList<Tensor> values, int axis)
    {
        if (values.Count == 0)
            throw new KerasValueException("Concat takes at least one tensor.");
        Tensor[] inputs = [.. values];
        Tensor first = inputs[0];
        axis = NormalizeAxis(first.ndim, axis);
        int total = 0;
        Shape shape = first.shape;
        foreach (Tensor input in inputs)
        {
            if (input.dtype != first.dtype)
                throw new KerasTypeException($"Concat takes tensors of one type, found {first.dtype} and {input.dtype}.");
            if (input.ndim != first.ndim || !input.shape.With(axis, 0).IsCompatibleWith(first.shape.With(axis, 0)))
                throw new KerasShapeException($"ConcatOp : Dimension mismatch: shape[0] = {first.shape} vs. {input.shape} (axis {axis})");
            total = total < 0 || input.shape.Dims[axis] < 0 ? Shape.Unknown : total + input.shape.Dims[axis];
            for (int i = 0; i < shape.Rank; i++)
                if (shape.Dims[i] < 0)
                    shape = shape.With(i, input.shape.Dims[i]);
        }
        Tensor y = Tensor.Result(first.dtype, shape.With(axis, total), inputs);
        if (!y.IsSymbolic)
            Engine.Current.Concat(inputs, axis, y);
        GradientTape.Record(y, inputs, dy =>
        {
            var gradients = new Gradient?[inputs.Length];
            for (int i = 0, at = 0; i < inputs.Length; at += inputs[i].shape[axis], i++)
                if (GradientTape.NeedsGradient(inputs[i]))
                    gradients[i] = SliceAxis(dy, axis, at, inputs[i].shape[axis]);
            return gradients;
        });
        return y;
    }
}
