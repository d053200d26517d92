namespace KerasHost.Data;

/// <summary>The first elements.</summary>
internal sealed class TakeDataset(Dataset input, long count)
    : Dataset(input.element_spec, count < 0 ? input.Count : input.Count switch { Cardinality.Infinite => count, Cardinality.Unknown => Cardinality.Unknown, var n => Math.Min(n, count) })
{
    private protected override string Kind => "_TakeDataset";

    internal override IEnumerator<Tensor[]> Start() => count == 0 ? Enumerable.Empty<Tensor[]>().GetEnumerator() : First(input.Start());

    private IEnumerator<Tensor[]> First(IEnumerator<Tensor[]> reading)
    {
        using (reading)
            for (long i = 0; (count < 0 || i < count) && reading.MoveNext(); i++)
                yield return reading.Current;
    }
}
