namespace KerasHost.Layers;

/// <summary>y = x₁ + x₂ + …, for inputs that broadcast to one shape. Mirrors tf_keras/src/layers/merging/add.py.</summary>
[KerasExport("keras.layers.Add")]
public class Add : ElementwiseMerge
{
    private protected override Tensor MergePair(Tensor a, Tensor b) => Op.Add(a, b);
}
