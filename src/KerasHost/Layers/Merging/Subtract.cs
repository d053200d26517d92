namespace KerasHost.Layers;

/// <summary>y = x₁ - x₂, for two inputs that broadcast to one shape. Mirrors tf_keras/src/layers/merging/subtract.py.</summary>
[KerasExport("keras.layers.Subtract")]
public class Subtract : ElementwiseMerge
{
    private protected override void CheckShapes(Tensors inputs)
    {
        base.CheckShapes(inputs);
        if (inputs.Count != 2)
            throw new KerasValueException($"A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape={inputs.ShapeText}");
    }

    private protected override Tensor MergePair(Tensor a, Tensor b) => Op.Subtract(a, b);
}
