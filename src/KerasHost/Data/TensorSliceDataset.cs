namespace KerasHost.Data;

/// <summary>The positions of the first axis of tensors. Nothing is copied: elements lie in the memory of the whole.</summary>
internal sealed class TensorSliceDataset : Dataset
{
    private readonly Tensor[] _tensors;
    private readonly int _count;

    public TensorSliceDataset(bool isTuple, Tensor[] tensors)
        : base(Spec(isTuple, tensors), tensors[0].shape[0])
    {
        (_tensors, _count) = (tensors, tensors[0].shape[0]);
        foreach (Tensor tensor in tensors)
            if (tensor.shape[0] != _count)
                throw new KerasValueException($"Dimensions {_count} and {tensor.shape[0]} are not compatible");
    }

    private protected override string Kind => "_TensorSliceDataset";

    internal override IEnumerator<Tensor[]> Start()
    {
        for (int i = 0; i < _count; i++)
        {
            int row = i;
            yield return Array.ConvertAll(_tensors, tensor => tensor.Row(row));
        }
    }

    internal override IEnumerator<Tensor[]> StartGroups(int size, bool dropRemainder)
    {
        for (long start = 0; start < _count; start += size)
        {
            int first = (int)start, count = Math.Min(size, _count - first);
            if (count < size && dropRemainder)
                yield break;
            yield return Array.ConvertAll(_tensors, tensor => tensor.Rows(first, count));
        }
    }

    private static ElementSpec Spec(bool isTuple, Tensor[] tensors)
    {
        foreach (Tensor tensor in tensors)
            if (tensor.ndim == 0)
                throw new KerasValueException("Unbatching a tensor is only supported for rank >= 1");
        ElementSpec whole = ElementSpec.Of(isTuple, tensors);
        return whole.Select(spec => new TensorSpec(spec.shape.Part(1, spec.shape.Rank), spec.dtype));
    }
}
