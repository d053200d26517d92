namespace KerasHost.Layers;

/// <summary>
/// The inputs one behind the other along an axis; the other axes have the same sizes. Mirrors tf_keras/src/layers/merging/concatenate.py.
/// </summary>
[KerasExport("keras.layers.Concatenate")]
public class Concatenate : Merge
{
    /// <summary>A layer that concatenates.</summary>
    /// <param name="axis">The axis, negative from the end.</param>
    public Concatenate(int axis = -1) => this.axis = axis;

    /// <summary>The axis along which the inputs follow one another.</summary>
    public int axis { get; }

    private protected override void CheckShapes(Tensors inputs)
    {
        if (inputs.IsSingle)
            throw new KerasValueException($"A `Concatenate` layer should be called on a list of at least 1 input. Received: input_shape={inputs.shape}");
        Shape first = inputs[0].shape;
        foreach (Tensor input in inputs)
        {
            bool fits = input.ndim == first.Rank && axis >= -first.Rank && axis < first.Rank;
            for (int i = 0; fits && i < first.Rank; i++)
                fits = i == (axis < 0 ? axis + first.Rank : axis) || first.Dim(i) is not { } size || input.shape.Dim(i) is not { } other || size == other;
            if (!fits)
                throw new KerasShapeException($"A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received: input_shape={inputs.ShapeText}");
        }
    }

    private protected override Tensor MergeInputs(Tensor[] inputs) => Op.Concat(inputs, axis);

    /// <inheritdoc/>
    private protected override Tensor? MaskOfOutput(Tensors inputs, Tensor? mask)
    {
        if (inputs.All(input => input.Mask is null))
            return null;
        Tensor[] masks = [.. inputs.Select(input =>
            input.Mask is not { } one ? Op.Cast(Op.OnesLike(input), DType.Bool)
            : one.ndim < input.ndim ? Op.ExpandDims(one, -1)
            : one)];
        // Where the axis is not the last one, masks of masked and unmasked inputs must have sizes that broadcast.
        int last = masks.Max(one => one.shape.Dims[^1]);
        bool isLast = Op.NormalizeAxis(inputs[0].ndim, axis) == inputs[0].ndim - 1;
        if (!isLast && masks.Any(one => one.shape.Dims[^1] != last))
            throw new KerasShapeException($"ConcatOp : Dimension {masks[0].ndim - 1} in both shapes must be equal: the masks of the inputs of layer \"{name}\" have the shapes {string.Join(" and ", masks.Select(one => one.shape))}. Mask all inputs or none.");
        return Op.All(Op.Concat(masks, axis), [-1]);
    }
}
