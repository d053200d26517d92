using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>
    /// Elements of x at positions along an axis: y has the axes of <paramref name="indices"/> in place of that axis.
    /// The gradient of rows (axis 0) is sparse.
    /// </summary>
    /// <param name="x">The elements.</param>
    /// <param name="indices">Positions from 0, int32 or int64.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <exception cref="KerasValueException">A position outside the axis.</exception>
    public static Tensor Gather(Tensor x, Tensor indices, int axis = 0)
    {
        if (indices.dtype != DType.Int32 && indices.dtype != DType.Int64)
            throw new KerasTypeException($"Positions must be int32 or int64, found {indices.dtype}.");
        axis = NormalizeAxis(x.ndim, axis);
        Shape shape = x.shape.Part(0, axis).Append([.. indices.shape.Dims, .. x.shape.Dims[(axis + 1)..]]);
        Tensor y = Tensor.Result(x.dtype, shape, x, indices);
        if (y.IsSymbolic)
            return y;
        CheckIndices(indices, x.shape[axis]);
        Engine.Current.Gather(x, indices, axis, y);
        GradientTape.Record(y, x, dy =>
        {
            if (axis == 0)
                return Gradient.Rows(Reshape(dy, ((Shape)indices.Length).Append(x.shape.Dims[1..])), Reshape(indices, indices.Length), x.shape);
            int[] order = [axis, .. Enumerable.Range(0, x.ndim).Where(i => i != axis)];
            int[] moved = [.. Enumerable.Range(axis, indices.ndim), .. Enumerable.Range(0, dy.ndim).Where(i => i < axis || i >= axis + indices.ndim)];
            Tensor rows = Transpose(dy, moved);
            Shape movedShape = Array.ConvertAll(order, i => x.shape.Dims[i]);
            Tensor sum = ScatterAdd(Reshape(indices, indices.Length), Reshape(rows, ((Shape)indices.Length).Append(movedShape.Dims[1..])), movedShape);
            var back = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
                back[order[i]] = i;
            return Transpose(sum, back);
        });
        return y;
    }

    private static void CheckIndices(Tensor indices, int limit)
    {
        int at = Engine.Current.FirstOutside(indices, limit);
        if (at < 0)
            return;
        var position = new int[indices.ndim];
        for (int i = indices.ndim - 1, rest = at; i >= 0; rest /= indices.shape[i], i--)
            position[i] = rest % indices.shape[i];
        throw new KerasValueException($"indices[{string.Join(",", position)}] = {(long)indices.ElementAsDouble(at)} is not in [0, {limit})");
    }
}
