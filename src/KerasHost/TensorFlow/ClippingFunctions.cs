using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>Bounds on the length of gradients.</summary>
public static class ClippingFunctions
{
    /// <summary>A tensor made shorter where its length, √Σx², is above a bound.</summary>
    /// <param name="t">The tensor.</param>
    /// <param name="clip_norm">The bound.</param>
    /// <param name="axes">The axes over which the length is taken; null for all.</param>
    [KerasExport("tf.clip_by_norm")]
    public static Tensor clip_by_norm(TensorLike t, double clip_norm, AxisArg? axes = null)
    {
        Tensor x = t.ToTensor(), bound = Op.Constant(clip_norm, x);
        Tensor length = Op.Sqrt(Op.Sum(Op.Square(x), axes?.Axes, keepdims: true));
        return x * bound / Op.Maximum(length, bound);
    }

    /// <summary>Several tensors made shorter by one factor where their common length is above a bound: <c>var (gradients, norm) = tf.clip_by_global_norm(gradients, 1.0)</c>.</summary>
    /// <param name="t_list">The tensors; null ones are left aside.</param>
    /// <param name="clip_norm">The bound.</param>
    /// <param name="use_norm">The common length where it is known already, or null.</param>
    [KerasExport("tf.clip_by_global_norm")]
    public static (Tensor[] list_clipped, Tensor global_norm) clip_by_global_norm(IReadOnlyList<Tensor> t_list, double clip_norm, Tensor? use_norm = null)
    {
        Tensor norm = use_norm ?? global_norm(t_list);
        Tensor bound = Op.Constant(clip_norm, norm);
        // Where the length is not finite the factor is not a number, and so is all it touches.
        Tensor factor = bound * Op.Minimum(Op.Reciprocal(norm), Op.Reciprocal(bound)) + (norm - norm);
        return ([.. t_list.Select(x => x is null ? null! : x * Op.Cast(factor, x.dtype))], norm);
    }

    /// <summary>The common length of several tensors, √Σx² over all of them.</summary>
    /// <param name="t_list">The tensors; null ones are left aside.</param>
    [KerasExport("tf.linalg.global_norm")]
    public static Tensor global_norm(IReadOnlyList<Tensor> t_list)
    {
        Tensor? sum = null;
        foreach (Tensor? x in t_list)
            if (x is not null)
                sum = sum is null ? Op.Sum(Op.Square(x)) : sum + Op.Sum(Op.Square(x));
        return sum is null ? Tensor.Scalar(0f) : Op.Sqrt(sum);
    }
}
