namespace KerasHost.Data;

/// <summary>Elements that are kept once they were all read: in memory, or in a file that serves later processes too.</summary>
internal sealed class CacheDataset(Dataset input, string path) : Dataset(input.element_spec, input.Count)
{
    private List<Tensor[]>? _kept;

    private protected override string Kind => "CacheDataset";

    internal override IEnumerator<Tensor[]> Start() =>
        path.Length == 0 ? _kept is { } kept ? kept.GetEnumerator() : Keep(input.Start())
        : File.Exists(path) ? CacheFile.Read(path, element_spec)
        : CacheFile.Write(path, element_spec, input.Start());

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
