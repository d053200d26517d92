namespace KerasHost.Layers;

/// <summary>The same elements under another shape: <c>(batch, …)</c> becomes <c>(batch, target_shape…)</c>. Mirrors tf_keras/src/layers/reshaping/reshape.py.</summary>
[KerasExport("keras.layers.Reshape")]
public class Reshape : Layer
{
    /// <summary>A reshaping layer.</summary>
    /// <param name="target_shape">The shape without the batch axis; one size may be -1 and takes what is left.</param>
    public Reshape(int[] target_shape)
    {
        if (target_shape.Count(size => size < 0) > 1)
            throw new KerasValueException("There must be at most one unknown dimension in output_shape. Received: output_shape=[" + string.Join(", ", target_shape) + "].");
        this.target_shape = target_shape;
    }

    /// <summary>The shape without the batch axis.</summary>
    public int[] target_shape { get; }

    /// <inheritdoc/>
    public override Tensor call(Tensor x)
    {
        Shape rest = x.shape.Part(1, x.ndim);
        int[] target = Target(rest);
        return Op.Reshape(x, Shape.Of(x.shape.Dim(0) ?? Shape.Unknown).Append(target));
    }

    private int[] Target(Shape rest)
    {
        int[] target = [.. target_shape];
        int unknown = Array.FindIndex(target, size => size < 0);
        if (!rest.IsFullyKnown)
        {
            if (unknown >= 0)
                target[unknown] = Shape.Unknown;
            return target;
        }
        long known = target.Where(size => size >= 0).Aggregate(1L, (a, b) => a * b);
        bool fits = unknown < 0 ? known == rest.Size : known != 0 && rest.Size % known == 0;
        if (!fits)
            throw new KerasShapeException($"total size of new array must be unchanged, input_shape = [{string.Join(", ", rest)}], output_shape = [{string.Join(", ", target_shape)}]");
        if (unknown >= 0)
            target[unknown] = (int)(rest.Size / known);
        return target;
    }
}
