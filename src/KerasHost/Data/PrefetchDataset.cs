namespace KerasHost.Data;

/// <summary>The same elements, made on a thread of their own before they are asked for.</summary>
internal sealed class PrefetchDataset(Dataset input, long bufferSize) : Dataset(input.element_spec, input.Count)
{
    // What "how many" means when it is left to the dataset: one element in work, one at hand.
    private const int ByItself = 2;

    private protected override string Kind => "_PrefetchDataset";

    internal override IEnumerator<Tensor[]> Start() =>
        new ReadAhead(input.Start(), bufferSize <= 0 ? ByItself : checked((int)Math.Min(bufferSize, int.MaxValue)));
}
