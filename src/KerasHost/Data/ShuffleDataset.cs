using KerasHost.RandomNumbers;

namespace KerasHost.Data;

/// <summary>The elements in the random order that TensorFlow gives them, out of a buffer that is kept filled.</summary>
internal sealed class ShuffleDataset(Dataset input, long bufferSize, TfDataShuffleSeeds seeds) : Dataset(input.element_spec, input.Count)
{
    private protected override string Kind => "_ShuffleDataset";

    internal override IEnumerator<Tensor[]> Start()
    {
        SeedPair pair = seeds.NextIterator();
        return new TfDataShuffler<Tensor[]>(input.Start(), bufferSize, pair);
    }
}
