namespace KerasHost.Layers;

/// <summary>y = (x₁ + x₂ + …) / n, for n inputs that broadcast to one shape. Mirrors tf_keras/src/layers/merging/average.py.</summary>
[KerasExport("keras.layers.Average")]
public class Average : ElementwiseMerge
{
    private protected override Tensor MergeInputs(Tensor[] inputs) => base.MergeInputs(inputs) / inputs.Length;

    private protected override Tensor MergePair(Tensor a, Tensor b) => Op.Add(a, b);
}
