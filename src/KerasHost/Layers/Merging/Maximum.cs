namespace KerasHost.Layers;

/// <summary>y = max(x₁, x₂, …), element by element, for inputs that broadcast to one shape. Mirrors tf_keras/src/layers/merging/maximum.py.</summary>
[KerasExport("keras.layers.Maximum")]
public class Maximum : ElementwiseMerge
{
    private protected override Tensor MergePair(Tensor a, Tensor b) => Op.Maximum(a, b);
}
