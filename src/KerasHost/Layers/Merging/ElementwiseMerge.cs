namespace KerasHost.Layers;

/// <summary>Base of layers that merge element by element. Inputs with fewer axes get axes of size 1 behind the batch.</summary>
public abstract class ElementwiseMerge : Merge
{
    private protected override Tensor MergeInputs(Tensor[] inputs)
    {
        int rank = inputs.Max(input => input.ndim);
        Tensor merged = Expanded(inputs[0], rank);
        for (int i = 1; i < inputs.Length; i++)
            merged = MergePair(merged, Expanded(inputs[i], rank));
        return merged;
    }

    /// <summary>One tensor of two.</summary>
    private protected abstract Tensor MergePair(Tensor a, Tensor b);

    private static Tensor Expanded(Tensor x, int rank)
    {
        while (x.ndim < rank)
            x = Op.ExpandDims(x, 1);
        return x;
    }
}
