namespace KerasHost;

public static partial class Op
{
    /// <summary>Adds elements before and after along each axis.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="paddings">How many before and after, a pair an axis.</param>
    /// <param name="value">What is added.</param>
    public static Tensor Pad(Tensor x, (int Before, int After)[] paddings, double value = 0)
    {
        if (paddings.Length != x.ndim)
            throw new KerasShapeException($"The first dimension of paddings must be the rank of inputs, found {paddings.Length} for shape {x.shape}.");
        Tensor y = x;
        for (int axis = 0; axis < x.ndim; axis++)
        {
            var parts = new List<Tensor>(3);
            if (paddings[axis].Before > 0)
                parts.Add(Fill(y.shape.With(axis, paddings[axis].Before), value, x.dtype));
            parts.Add(y);
            if (paddings[axis].After > 0)
                parts.Add(Fill(y.shape.With(axis, paddings[axis].After), value, x.dtype));
            if (parts.Count > 1)
                y = Concat(parts, axis);
        }
        return y;
    }
}
