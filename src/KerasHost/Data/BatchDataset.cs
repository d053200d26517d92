namespace KerasHost.Data;

/// <summary>Groups of elements along a new first axis.</summary>
internal sealed class BatchDataset(Dataset input, int size, bool dropRemainder, bool isParallel) : Dataset(
    input.element_spec.Select(spec => new TensorSpec(Shape.Of([dropRemainder ? size : Shape.Unknown, .. spec.shape.Dims]), spec.dtype)),
    Cardinality.Groups(input.Count, size, dropRemainder))
{
    private protected override string Kind => isParallel ? "_ParallelBatchDataset" : "_BatchDataset";

    internal override IEnumerator<Tensor[]> Start() => input.StartGroups(size, dropRemainder) ?? Groups(input.Start());

    private IEnumerator<Tensor[]> Groups(IEnumerator<Tensor[]> reading)
    {
        using (reading)
        {
            var group = new List<Tensor[]>(Math.Min(size, 1024));
            while (reading.MoveNext())
            {
                group.Add(reading.Current);
                if (group.Count < size)
                    continue;
                yield return ElementGroups.Stack(group);
                group.Clear();
            }
            if (group.Count > 0 && !dropRemainder)
                yield return ElementGroups.Stack(group);
        }
    }
}
