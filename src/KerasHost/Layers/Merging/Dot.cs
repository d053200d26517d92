using KerasHost.Constraints;

namespace KerasHost.Layers;

/// <summary>
/// The dot products of two inputs along an axis of each, sample by sample: <c>[(batch, n), (batch, n)]</c> becomes <c>(batch, 1)</c>,
/// <c>[(batch, k, m), (batch, k, n)]</c> along the first axis <c>(batch, m, n)</c>. Mirrors tf_keras/src/layers/merging/dot.py.
/// </summary>
[KerasExport("keras.layers.Dot")]
public class Dot : Merge
{
    /// <summary>A layer of dot products.</summary>
    /// <param name="axes">The axis, or that of each input.</param>
    /// <param name="normalize">Whether vectors are brought to length 1 first, so that the result is the cosine of their angle.</param>
    /// <exception cref="KerasValueException">There are not one or two axes.</exception>
    public Dot(AxisList axes, bool normalize = false)
    {
        if (axes.ToConfig() is List<object?> list && list.Count != 2)
            throw new KerasValueException($"Invalid format for argument `axes`: it should contain two elements. Received: axes={Printing.PythonText.Repr(list)}");
        (this.axes, this.normalize) = (axes, normalize);
    }

    /// <summary>The axis, or that of each input.</summary>
    public AxisList axes { get; }

    /// <summary>Whether vectors are brought to length 1 first.</summary>
    public bool normalize { get; }

    private protected override void CheckShapes(Tensors inputs)
    {
        if (inputs.IsSingle || inputs.Count != 2)
            throw new KerasValueException($"A `Dot` layer should be called on a list of 2 inputs. Received: input_shape={(inputs.IsSingle ? inputs.shape.ToString() : inputs.ShapeText)}");
        (int first, int second) = Axes(inputs[0], inputs[1]);
        if (inputs[0].shape.Dims[first] != inputs[1].shape.Dims[second])
            throw new KerasShapeException($"Incompatible input shapes: axis values {Size(inputs[0], first)} (at axis {first}) != {Size(inputs[1], second)} (at axis {second}). Full input shapes: {inputs[0].shape}, {inputs[1].shape}");
        if (first == 0 || second == 0)
            throw new KerasValueException("Cannot perform batch_dot over axis 0. If your inputs are not batched, add a dummy batch dimension to your inputs using K.expand_dims(x, 0)");

        static string Size(Tensor x, int axis) => Printing.PythonText.Repr(x.shape.Dim(axis));
    }

    private protected override Tensor MergeInputs(Tensor[] inputs)
    {
        (Tensor a, Tensor b) = (inputs[0], inputs[1]);
        (int first, int second) = Axes(a, b);
        int batch = a.shape.Dims[0], size = a.shape.Dims[first];
        int[] restA = Without(a, first), restB = Without(b, second);
        Shape shape = Shape.Of([batch, .. restA, .. restB]) is { Rank: > 1 } whole ? whole : Shape.Of(batch, 1);
        if (a.IsSymbolic || b.IsSymbolic)
            return Tensor.Symbolic(a.dtype, shape);
        if (normalize)
            (a, b) = (Op.L2Normalize(a, [first]), Op.L2Normalize(b, [second]));
        // The axis becomes the last one of a and the second one of b; what is left of each is one axis.
        Tensor rows = Op.Reshape(Op.Transpose(a, [0, .. Others(a, first), first]), [batch, Product(restA), size]);
        Tensor columns = Op.Reshape(Op.Transpose(b, [0, second, .. Others(b, second)]), [batch, size, Product(restB)]);
        return Op.Reshape(Op.MatMul(rows, columns), shape);
    }

    /// <inheritdoc/>
    private protected override Tensor? MaskOfOutput(Tensors inputs, Tensor? mask) => null;

    private (int First, int Second) Axes(Tensor a, Tensor b)
    {
        int[] given = axes.ToArray();
        return (Op.NormalizeAxis(a.ndim, given[0]), Op.NormalizeAxis(b.ndim, given[^1]));
    }

    private static int[] Others(Tensor x, int axis) => [.. Enumerable.Range(1, x.ndim - 1).Where(other => other != axis)];

    private static int[] Without(Tensor x, int axis) => [.. Others(x, axis).Select(other => x.shape.Dims[other])];

    private static int Product(int[] sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
