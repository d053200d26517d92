using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>The parts of a tensor along an axis, without that axis.</summary>
    public static Tensor[] Unstack(Tensor x, int axis = 0)
    {
        axis = NormalizeAxis(x.ndim, axis);
        Shape one = x.shape.With(axis, 1);
        int[] start = new int[x.ndim], step = new int[x.ndim];
        Array.Fill(step, 1);
        int[] left = [.. x.shape.Dims[..axis], .. x.shape.Dims[(axis + 1)..]];
        var parts = new Tensor[x.shape[axis]];
        for (start[axis] = 0; start[axis] < parts.Length; start[axis]++)
        {
            Tensor part = Tensor.Result(x.dtype, one, x);
            if (!part.IsSymbolic)
                Engine.Current.Slice(x, start, step, part);
            parts[start[axis]] = part.View(left);
        }
        if (parts.Length > 0)
            GradientTape.Record(parts, [x], d => [Stack([.. d.Select((gradient, i) => gradient ?? ZerosLike(parts[i]))], axis)]);
        return parts;
    }
}
