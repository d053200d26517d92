using KerasHost.Backend;

namespace KerasHost.Initializers;

/// <summary>All zeros. Mirrors <c>Zeros</c>.</summary>
[KerasExport("keras.initializers.Zeros", "keras.initializers.zeros", "tf.zeros_initializer")]
public class Zeros : Initializer
{
    /// <inheritdoc/>
    public override Tensor call(Shape shape, DType? dtype = null)
    {
        DType type = dtype ?? Settings.Floatx;
        if (type.Code is DTypeCode.String or DTypeCode.Object)
            throw new KerasValueException($"Expected numeric or boolean dtype, got <dtype: '{type}'>.");
        return Op.Zeros(shape, type);
    }
}
