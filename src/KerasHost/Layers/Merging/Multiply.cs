namespace KerasHost.Layers;

/// <summary>y = x₁ · x₂ · …, element by element, for inputs that broadcast to one shape. Mirrors tf_keras/src/layers/merging/multiply.py.</summary>
[KerasExport("keras.layers.Multiply")]
public class Multiply : ElementwiseMerge
{
    private protected override Tensor MergePair(Tensor a, Tensor b) => Op.Multiply(a, b);
}
