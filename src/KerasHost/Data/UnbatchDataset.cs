namespace KerasHost.Data;

/// <summary>The positions of the first axis of every element, one after the other.</summary>
internal sealed class UnbatchDataset(Dataset input) : Dataset(SpecOf(input.element_spec), CountOf(input))
{
    private protected override string Kind => "_UnbatchDataset";

    internal override IEnumerator<Tensor[]> Start() => Rows(input.Start());

    private static IEnumerator<Tensor[]> Rows(IEnumerator<Tensor[]> reading)
    {
        using (reading)
            while (reading.MoveNext())
            {
                Tensor[] element = reading.Current;
                int count = element[0].shape[0];
                if (Array.Exists(element, tensor => tensor.shape[0] != count))
                    throw new KerasValueException($"Input tensors to unbatch have different sizes along the first axis: {string.Join(", ", element.Select(t => t.shape))}.");
                for (int i = 0; i < count; i++)
                {
                    int row = i;
                    yield return Array.ConvertAll(element, tensor => tensor.Row(row));
                }
            }
    }

    private static ElementSpec SpecOf(ElementSpec spec) => spec.Select(tensor => tensor.shape.Rank == 0
        ? throw new KerasValueException("Cannot unbatch an input with scalar components.")
        : new TensorSpec(tensor.shape.Part(1, tensor.shape.Rank), tensor.dtype));

    private static long CountOf(Dataset input) => input.Count < 0 ? input.Count
        : input.element_spec.Flat[0].shape.Dim(0) is { } size ? input.Count * size : Cardinality.Unknown;
}
