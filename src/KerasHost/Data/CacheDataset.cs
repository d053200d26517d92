namespace KerasHost.Data;

/// <summary>Elements that are kept in memory once they were all read.</summary>
internal sealed class CacheDataset(Dataset input) : Dataset(input.element_spec, input.Count)
{
    private List<Tensor[]>? _kept;

    private protected override string Kind => "CacheDataset";

    internal override IEnumerator<Tensor[]> Start() => _kept is { } kept ? kept.GetEnumerator() : Keep(input.Start());

    private IEnumerator<Tensor[]> Keep(IEnumerator<Tensor[]> reading)
    {
        var kept = new List<Tensor[]>();
        using (reading)
            while (reading.MoveNext())
            {
                kept.Add(reading.Current);
                yield return reading.Current;
            }
        _kept = kept;
    }
}
