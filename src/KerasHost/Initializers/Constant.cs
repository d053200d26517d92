using KerasHost.Backend;

namespace KerasHost.Initializers;

/// <summary>One value everywhere, or the values of an array. Mirrors <c>Constant</c>.</summary>
[KerasExport("keras.initializers.Constant", "keras.initializers.constant", "tf.constant_initializer")]
public class Constant : Initializer
{
    /// <summary>Fixed values.</summary>
    /// <param name="value">A number, or an array of the weight's shape (or as many elements).</param>
    public Constant([KerasDefault("0")] ConstantValue value = default) => this.value = value;

    /// <summary>A number or an array.</summary>
    public ConstantValue value { get; }

    /// <inheritdoc/>
    /// <exception cref="KerasShapeException">The array has another number of elements than the weight.</exception>
    public override Tensor call(Shape shape, DType? dtype = null)
    {
        DType type = dtype ?? Settings.Floatx;
        Tensor given = value.ToTensor();
        if (given.Length == 1)
            return Op.Fill(shape, given.ElementAsDouble(0), type);
        if (given.Length != shape.Size)
            throw new KerasShapeException($"Cannot convert the provided value to a tensor of the expected shape: it has shape {given.shape}, the weight {shape}.");
        return Op.Cast(Op.Reshape(given, shape), type);
    }
}
