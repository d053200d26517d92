namespace KerasHost.Data;

/// <summary>The elements of one dataset, then those of another.</summary>
internal sealed class ConcatenateDataset(Dataset first, Dataset second) : Dataset(SpecOf(first, second), Cardinality.Sum(first.Count, second.Count))
{
    private protected override string Kind => "_ConcatenateDataset";

    internal override IEnumerator<Tensor[]> Start() => Both(first.Start());

    private IEnumerator<Tensor[]> Both(IEnumerator<Tensor[]> reading)
    {
        using (reading)
            while (reading.MoveNext())
                yield return reading.Current;
        using IEnumerator<Tensor[]> rest = second.Start();
        while (rest.MoveNext())
            yield return rest.Current;
    }

    private static ElementSpec SpecOf(Dataset first, Dataset second) => first.element_spec.Common(second.element_spec) ??
        throw new KerasTypeException($"Incompatible types of input datasets: {first.element_spec} vs. {second.element_spec}.");
}
