namespace KerasHost.Data;

/// <summary>Numbers a step apart. They are made a block at a time, so that each costs no memory of its own.</summary>
internal sealed class RangeDataset(long start, long stop, long step, DType type)
    : Dataset(new TensorSpec([], type), Math.Max(0, step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step))
{
    private const int Block = 1024;

    private protected override string Kind => "_RangeDataset";

    internal override IEnumerator<Tensor[]> Start()
    {
        for (long done = 0; done < Count; done += Block)
        {
            Tensor block = Numbers(start + done * step, (int)Math.Min(Block, Count - done));
            for (int i = 0; i < block.Length; i++)
                yield return [block.Row(i)];
        }
    }

    private Tensor Numbers(long first, int count)
    {
        Tensor numbers = Tensor.Owned(DType.Int64, Shape.Of(count));
        Span<long> values = numbers.AsSpan<long>();
        for (int i = 0; i < count; i++)
            values[i] = first + i * step;
        using StepScope.Suspension _ = StepScope.Suspend();
        return Op.Cast(numbers, type);
    }
}
