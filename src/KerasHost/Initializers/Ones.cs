using KerasHost.Backend;

namespace KerasHost.Initializers;

/// <summary>All ones. Mirrors <c>Ones</c>.</summary>
[KerasExport("keras.initializers.Ones", "keras.initializers.ones", "tf.ones_initializer")]
public class Ones : Initializer
{
    /// <inheritdoc/>
    public override Tensor call(Shape shape, DType? dtype = null)
    {
        DType type = dtype ?? Settings.Floatx;
        if (type.Code is DTypeCode.String or DTypeCode.Object)
            throw new KerasValueException($"Expected numeric or boolean dtype, got <dtype: '{type}'>.");
        return Op.Ones(shape, type);
    }
}
