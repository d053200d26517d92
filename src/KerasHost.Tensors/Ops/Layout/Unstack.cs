namespace KerasHost;

public static partial class Op
{
    /// <summary>The parts of a tensor along an axis, without that axis.</summary>
    public static Tensor[] Unstack(Tensor x, int axis = 0)
    {
        axis = NormalizeAxis(x.ndim, axis);
        var parts = new Tensor[x.shape[axis]];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = Squeeze(SliceAxis(x, axis, i, 1), [axis]);
        return parts;
    }
}
