namespace KerasHost.Initializers;

/// <summary>Zeros.</summary>
[KerasExport("keras.initializers.Zeros", "keras.initializers.zeros")]
public class Zeros : Initializer
{
    /// <inheritdoc/>
    public override Tensor call(Shape shape, DType? dtype = null) => Op.Zeros(shape, dtype ?? Backend.Settings.Floatx);
}
