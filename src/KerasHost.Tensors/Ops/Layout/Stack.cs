namespace KerasHost;

public static partial class Op
{
    /// <summary>Joins tensors of one shape along a new axis.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> values, int axis = 0) =>
        Concat([.. values.Select(x => ExpandDims(x, axis))], axis);
}
