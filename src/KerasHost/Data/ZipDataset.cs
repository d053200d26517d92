namespace KerasHost.Data;

/// <summary>Elements of several datasets side by side, up to the end of the shortest.</summary>
internal sealed class ZipDataset(Dataset[] inputs)
    : Dataset(ElementSpec.Tuple(Array.ConvertAll(inputs, input => input.element_spec)), inputs.Select(input => input.Count).Aggregate(Cardinality.Smaller))
{
    private protected override string Kind => "_ZipDataset";

    internal override IEnumerator<Tensor[]> Start() => SideBySide(Array.ConvertAll(inputs, input => input.Start()));

    private static IEnumerator<Tensor[]> SideBySide(IEnumerator<Tensor[]>[] readings)
    {
        try
        {
            while (Array.TrueForAll(readings, reading => reading.MoveNext()))
                yield return [.. readings.SelectMany(reading => reading.Current)];
        }
        finally
        {
            foreach (IEnumerator<Tensor[]> reading in readings)
                reading.Dispose();
        }
    }
}
