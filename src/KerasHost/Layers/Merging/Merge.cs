namespace KerasHost.Layers;

/// <summary>
/// Base of layers that make one tensor of several: <c>[(batch, …), (batch, …)]</c>. Masks of the inputs are joined by "and".
/// Mirrors tf_keras/src/layers/merging/base_merge.py.
/// </summary>
public abstract class Merge : Layer
{
    private protected Merge() => supports_masking = true;

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, CallArguments arguments)
    {
        if (inputs.IsSingle)
            throw new KerasValueException($"A merge layer should be called on a list of inputs. Received: inputs={Node.Describe(inputs[0])} (not a list of tensors)");
        return MergeInputs([.. inputs]);
    }

    /// <inheritdoc/>
    private protected override void CheckShapes(Tensors inputs)
    {
        if (inputs.IsSingle)
            throw new KerasValueException($"A merge layer should be called on a list of inputs. Received: input_shape={inputs.shape} (not a list of shapes)");
        if (inputs.Select(input => input.shape.Dim(0)).Where(size => size is not null).Distinct().Count() > 1)
            throw new KerasShapeException($"Cannot merge tensors with different batch sizes. Got tensors with shapes {inputs.ShapeText}");
        Shape merged = inputs[0].shape.Part(1, inputs[0].ndim);
        foreach (Tensor input in inputs.Skip(1))
            merged = Broadcast(merged, input.shape.Part(1, input.ndim));
    }

    /// <inheritdoc/>
    private protected override Tensor? MaskOfOutput(Tensors inputs, Tensor? mask)
    {
        Tensor? joined = null;
        foreach (Tensor input in inputs)
            if (input.Mask is { } one)
                joined = joined is null ? one : Op.LogicalAnd(joined, one);
        return joined;
    }

    /// <summary>One tensor of several, as they come.</summary>
    private protected abstract Tensor MergeInputs(Tensor[] inputs);

    // As in Keras an unknown size stays unknown, and sizes are compared from the last axis on.
    private static Shape Broadcast(Shape a, Shape b)
    {
        if (a.Rank < b.Rank)
            (a, b) = (b, a);
        int[] dims = a.Dims.ToArray();
        for (int i = 1; i <= b.Rank; i++)
        {
            int x = a.Dims[^i], y = b.Dims[^i];
            if (x > 1 && y > 1 && x != y)
                throw new KerasShapeException($"Inputs have incompatible shapes. Received shapes {a} and {b}");
            dims[^i] = x < 0 || y < 0 ? Shape.Unknown : x == 1 ? y : x;
        }
        return dims;
    }
}
