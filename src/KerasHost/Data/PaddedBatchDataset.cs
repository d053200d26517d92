namespace KerasHost.Data;

/// <summary>Groups of elements along a new first axis, filled up to one size.</summary>
internal sealed class PaddedBatchDataset(Dataset input, int size, IReadOnlyList<Shape> shapes, IReadOnlyList<Tensor> padding, bool dropRemainder) : Dataset(
    SpecOf(input.element_spec, shapes, dropRemainder ? size : Shape.Unknown), Cardinality.Groups(input.Count, size, dropRemainder))
{
    private protected override string Kind => "_PaddedBatchDataset";

    internal override IEnumerator<Tensor[]> Start() => Groups(input.Start());

    private IEnumerator<Tensor[]> Groups(IEnumerator<Tensor[]> reading)
    {
        using (reading)
        {
            var group = new List<Tensor[]>();
            while (reading.MoveNext())
            {
                group.Add(reading.Current);
                if (group.Count < size)
                    continue;
                yield return ElementGroups.Pad(group, shapes, padding);
                group.Clear();
            }
            if (group.Count > 0 && !dropRemainder)
                yield return ElementGroups.Pad(group, shapes, padding);
        }
    }

    private static ElementSpec SpecOf(ElementSpec spec, IReadOnlyList<Shape> shapes, int size)
    {
        int at = 0;
        return spec.Select(tensor => new TensorSpec(Shape.Of([size, .. shapes[at++].Dims]), tensor.dtype));
    }
}
