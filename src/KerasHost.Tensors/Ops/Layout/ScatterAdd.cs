using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>A tensor of zeros to whose rows <paramref name="updates"/> are added: y[indices[i]] += updates[i].</summary>
    /// <param name="indices">Rows, int32 or int64, shape <c>(n)</c>.</param>
    /// <param name="updates">Shape <c>(n, …)</c>, floats.</param>
    /// <param name="shape">The shape of the result.</param>
    public static Tensor ScatterAdd(Tensor indices, Tensor updates, Shape shape)
    {
        if (indices.IsSymbolic || updates.IsSymbolic)
            return Tensor.Symbolic(updates.dtype, shape);
        Tensor y = Zeros(shape, updates.dtype);
        CheckIndices(indices, shape[0]);
        Engine.Current.ScatterAdd(indices, updates, y);
        GradientTape.Record(y, updates, dy => Gather(dy, indices));
        return y;
    }
}
