using KerasHost.RandomNumbers;

namespace KerasHost.Data;

/// <summary>What a function makes of every element.</summary>
internal sealed class MapDataset(Dataset input, ElementFunction<Tensor[]> function, bool isTuple, bool isParallel)
    : Dataset(ElementSpec.Of(isTuple, function.Trace(input)), input.Count)
{
    private protected override string Kind => isParallel ? "_ParallelMapDataset" : "_MapDataset";

    internal override IEnumerator<Tensor[]> Start() => Results(input.Start());

    private IEnumerator<Tensor[]> Results(IEnumerator<Tensor[]> reading)
    {
        var seeds = new GraphSeeds();
        using (reading)
            for (long position = 0; reading.MoveNext(); position++)
                yield return function.Call(reading.Current, seeds, position);
    }
}
