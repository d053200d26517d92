namespace KerasHost.Data;

/// <summary>The same elements. Elements are made on the thread that reads them, so there is nothing to read ahead.</summary>
internal sealed class PrefetchDataset(Dataset input) : Dataset(input.element_spec, input.Count)
{
    private protected override string Kind => "_PrefetchDataset";

    internal override IEnumerator<Tensor[]> Start() => input.Start();

    internal override IEnumerator<Tensor[]>? StartGroups(int size, bool dropRemainder) => input.StartGroups(size, dropRemainder);
}
