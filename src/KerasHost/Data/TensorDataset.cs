namespace KerasHost.Data;

/// <summary>One element.</summary>
internal sealed class TensorDataset(bool isTuple, Tensor[] tensors) : Dataset(ElementSpec.Of(isTuple, tensors), 1)
{
    private protected override string Kind => "_TensorDataset";

    internal override IEnumerator<Tensor[]> Start()
    {
        yield return tensors;
    }
}
