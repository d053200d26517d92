namespace KerasHost.Data;

/// <summary>The elements several times, or without end.</summary>
internal sealed class RepeatDataset(Dataset input, long times) : Dataset(input.element_spec, CountOf(input.Count, times))
{
    private protected override string Kind => "_RepeatDataset";

    // Without end, the input starts when it is needed; with an end, the first pass starts at once, as in TensorFlow: shuffled inputs notice.
    internal override IEnumerator<Tensor[]> Start() => times < 0 ? Endless() : times == 0 ? Nothing() : Several(input.Start());

    private static long CountOf(long count, long times) => times switch
    {
        0 => 0,
        < 0 => count == 0 ? 0 : Cardinality.Infinite,
        _ => count < 0 ? count : count * times,
    };

    private static IEnumerator<Tensor[]> Nothing()
    {
        yield break;
    }

    private IEnumerator<Tensor[]> Several(IEnumerator<Tensor[]> reading)
    {
        for (long pass = 1; ; pass++)
        {
            using (reading)
                while (reading.MoveNext())
                    yield return reading.Current;
            if (pass == times)
                yield break;
            reading = input.Start();
        }
    }

    private IEnumerator<Tensor[]> Endless()
    {
        while (true)
        {
            using IEnumerator<Tensor[]> reading = input.Start();
            if (!reading.MoveNext())
                yield break;
            do
                yield return reading.Current;
            while (reading.MoveNext());
        }
    }
}
