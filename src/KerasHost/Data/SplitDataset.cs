namespace KerasHost.Data;

/// <summary>A dataset for training and one for validation, where a function of Keras returns both: <c>var (train, validation) = …</c>.</summary>
internal sealed class SplitDataset(Dataset training, Dataset validation) : Dataset(training.element_spec, Cardinality.Unknown)
{
    public Dataset Training => training;

    public Dataset Validation => validation;

    private protected override string Kind => "SplitDataset";

    public override string ToString() => $"[{training}, {validation}]";

    internal override IEnumerator<Tensor[]> Start() =>
        throw new KerasTypeException("These are two datasets, for training and for validation. Take them apart first: var (train, validation) = ...");
}
