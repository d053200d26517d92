namespace KerasHost.Layers;

/// <summary>y = min(x₁, x₂, …), element by element, for inputs that broadcast to one shape. Mirrors tf_keras/src/layers/merging/minimum.py.</summary>
[KerasExport("keras.layers.Minimum")]
public class Minimum : ElementwiseMerge
{
    private protected override Tensor MergePair(Tensor a, Tensor b) => Op.Minimum(a, b);
}
