using KerasHost.Layers;

namespace KerasHost.Models;

/// <summary>Data brought to what a model's input expects. Mirrors <c>_conform_to_reference_input</c> of tf_keras/src/engine/functional.py.</summary>
internal static class ReferenceInput
{
    /// <summary>The data in the type of the input; a last axis of size 1 too many or too few is adapted.</summary>
    /// <param name="x">The data.</param>
    /// <param name="input">The model's input.</param>
    /// <param name="model">The model's name, for the error.</param>
    /// <param name="index">Which input it is, for the error.</param>
    /// <param name="keepIds">Whether the data keep their type: an embedding takes ids as they are, and the way through floats would only lose large ones.</param>
    /// <exception cref="KerasShapeException">The shape does not fit.</exception>
    public static Tensor Conform(Tensor x, InputLayer input, string model, int index, bool keepIds)
    {
        Shape expected = input.batch_input_shape!.Value;
        Tensor? mask = x.Mask;
        if (x.ndim == expected.Rank + 1 && x.shape.Dim(-1) == 1)
            x = Op.Squeeze(x, [-1]);
        else if (x.ndim == expected.Rank - 1 && expected.Dim(-1) == 1)
            x = Op.ExpandDims(x, -1);
        Check(x.shape, expected, model, index);
        if (x.dtype != input.dtype && !keepIds)
            x = Op.Cast(x, input.dtype);
        if (x.Mask != mask)
            x.Mask = mask;
        return x;
    }

    private static void Check(Shape found, Shape expected, string model, int index)
    {
        bool fits = found.Rank == expected.Rank;
        for (int i = 1; fits && i < expected.Rank; i++)
            fits = expected.Dim(i) is not { } size || found.Dim(i) is not { } other || size == other;
        if (!fits)
            throw new KerasShapeException($"Input {index} of layer \"{model}\" is incompatible with the layer: expected shape={expected}, found shape={found}");
    }
}
