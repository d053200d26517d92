using KerasHost.Backend;

namespace KerasHost.Initializers;

/// <summary>A matrix with a number on the diagonal and zeros elsewhere. Mirrors <c>Identity</c>.</summary>
[KerasExport("keras.initializers.Identity", "keras.initializers.identity")]
public class Identity : Initializer
{
    /// <summary>A multiple of the identity matrix.</summary>
    /// <param name="gain">The number on the diagonal.</param>
    public Identity(double gain = 1.0) => this.gain = gain;

    /// <summary>The number on the diagonal.</summary>
    public double gain { get; }

    /// <inheritdoc/>
    public override Tensor call(Shape shape, DType? dtype = null)
    {
        DType type = dtype ?? Settings.Floatx;
        if (!type.is_floating)
            throw new KerasValueException($"Expected floating point type, got <dtype: '{type}'>.");
        if (shape.Rank != 2)
            throw new KerasValueException($"Identity matrix initializer can only be used for 2D matrices. Received: shape={PythonText.Repr(shape.ToList())} of rank {shape.Rank}.");
        return Op.OneHot(Op.Range(0, shape[0]), shape[1], gain, 0, type);
    }
}
