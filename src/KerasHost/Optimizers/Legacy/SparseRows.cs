namespace KerasHost.Optimizers.Legacy;

/// <summary>Updates the rows of a variable that a sparse gradient names, and no others.</summary>
internal static class SparseRows
{
    /// <summary>Runs an update on the rows with a gradient; parts of one row are added first.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="gradient">Its gradient; a dense one updates everything.</param>
    /// <param name="slots">Its slots; null ones stay null.</param>
    /// <param name="update">Changes the variable and the slots it is given in place.</param>
    public static void Update(Variable variable, Gradient gradient, Variable?[] slots, Action<Tensor, Tensor, Tensor?[]> update)
    {
        if (gradient.indices is not { } indices)
        {
            update(variable.UpdateInPlace(), gradient.values, Array.ConvertAll(slots, slot => slot?.UpdateInPlace()));
            return;
        }
        Tensor rows = Distinct(indices);
        Tensor[] whole = [variable.UpdateInPlace(), .. slots.OfType<Variable>().Select(slot => slot.UpdateInPlace())];
        Tensor[] parts = Array.ConvertAll(whole, tensor => Op.Gather(tensor, rows));
        int next = 1;
        update(parts[0], Op.Gather(gradient.ToDense(), rows), Array.ConvertAll(slots, slot => slot is null ? null : parts[next++]));
        for (int i = 0; i < whole.Length; i++)
            Put(parts[i], rows, whole[i]);
    }

    /// <summary>Runs an update of everything, then gives the rows of the variable without a gradient their old values back.</summary>
    public static void UpdateSlotsEverywhere(Variable variable, Gradient gradient, Action<Tensor, Tensor> update)
    {
        Tensor now = variable.UpdateInPlace();
        if (gradient.indices is not { } indices)
        {
            update(now, gradient.values);
            return;
        }
        Tensor rows = Distinct(indices), before = now.ToOwned();
        update(now, gradient.ToDense());
        Tensor changed = Op.Gather(now, rows);
        before.Bytes.CopyTo(now.Bytes);
        Put(changed, rows, now);
    }

    private static Tensor Distinct(Tensor indices)
    {
        long[] rows = [.. Op.Cast(indices, DType.Int64).ToArray<long>().Distinct()];
        return Tensor.From<long>(rows, rows.Length);
    }

    private static void Put(Tensor parts, Tensor rows, Tensor whole)
    {
        long[] at = rows.ToArray<long>();
        if (at.Length == 0)
            return;
        int size = parts.Bytes.Length / at.Length;
        for (int i = 0; i < at.Length; i++)
            parts.Bytes.Slice(i * size, size).CopyTo(whole.Bytes.Slice((int)at[i] * size, size));
    }
}
