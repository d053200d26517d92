using KerasHost.Engines;

namespace KerasHost.Optimizers.Legacy;

/// <summary>Updates the rows of a variable that a sparse gradient names, and no others.</summary>
internal static class SparseRows
{
    /// <summary>Runs a formula on the rows with a gradient; parts of one row are added first.</summary>
    /// <param name="update">The formula.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="gradient">Its gradient; a dense one updates everything.</param>
    /// <param name="first">The first slot.</param>
    /// <param name="second">The second slot, or null.</param>
    /// <param name="third">The third slot, or null.</param>
    public static void Update<TUpdate>(TUpdate update, Variable variable, Gradient gradient, Variable first, Variable? second = null, Variable? third = null)
        where TUpdate : unmanaged, IUpdate
    {
        Tensor?[] whole = [variable.UpdateInPlace(), first.UpdateInPlace(), second?.UpdateInPlace(), third?.UpdateInPlace()];
        if (gradient.indices is not { } indices)
        {
            Engine.Current.Update(update, whole[0]!, gradient.values, whole[1], whole[2], whole[3]);
            return;
        }
        Tensor rows = Distinct(indices);
        Tensor?[] parts = Array.ConvertAll(whole, tensor => tensor is null ? null : Op.Gather(tensor, rows));
        Engine.Current.Update(update, parts[0]!, Op.Gather(gradient.ToDense(), rows), parts[1], parts[2], parts[3]);
        for (int i = 0; i < whole.Length; i++)
            if (whole[i] is { } tensor)
                Put(parts[i]!, rows, tensor);
    }

    /// <summary>Runs a formula on everything, then gives the rows of the variable without a gradient their old values back.</summary>
    /// <param name="update">The formula.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="first">The first slot.</param>
    /// <param name="second">The second slot.</param>
    public static void UpdateSlotsEverywhere<TUpdate>(TUpdate update, Variable variable, Gradient gradient, Variable first, Variable second)
        where TUpdate : unmanaged, IUpdate
    {
        Tensor now = variable.UpdateInPlace(), before = now.ToOwned();
        Engine.Current.Update(update, now, gradient.ToDense(), first.UpdateInPlace(), second.UpdateInPlace());
        if (gradient.indices is not { } indices)
            return;
        Tensor rows = Distinct(indices), changed = Op.Gather(now, rows);
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
