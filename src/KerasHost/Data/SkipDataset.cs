namespace KerasHost.Data;

/// <summary>The elements but the first.</summary>
internal sealed class SkipDataset(Dataset input, long count)
    : Dataset(input.element_spec, count < 0 ? 0 : input.Count < 0 ? input.Count : Math.Max(0, input.Count - count))
{
    private protected override string Kind => "_SkipDataset";

    internal override IEnumerator<Tensor[]> Start() => count < 0 ? Enumerable.Empty<Tensor[]>().GetEnumerator() : Rest(input.Start());

    private IEnumerator<Tensor[]> Rest(IEnumerator<Tensor[]> reading)
    {
        using (reading)
        {
            for (long i = 0; i < count; i++)
                if (!reading.MoveNext())
                    yield break;
            while (reading.MoveNext())
                yield return reading.Current;
        }
    }
}
