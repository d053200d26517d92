using KerasHost.Seeding;

namespace KerasHost.Layers;

/// <summary>
/// In training, sets elements to 0 with probability <c>rate</c> and scales the others by 1 / (1 - rate); otherwise returns its input.
/// Mirrors tf_keras/src/layers/regularization/dropout.py.
/// </summary>
[KerasExport("keras.layers.Dropout")]
public class Dropout : Layer
{
    private readonly LayerRandom _random;

    /// <summary>A dropout layer.</summary>
    /// <param name="rate">The part that is dropped, 0 to 1.</param>
    /// <param name="noise_shape">The shape of the mask, with the batch axis; null sizes are those of the input. Null means the input's shape.</param>
    /// <param name="seed">Makes the masks the same whenever the global seed is.</param>
    /// <exception cref="KerasValueException">The rate is not from 0 to 1.</exception>
    public Dropout(double rate, Shape? noise_shape = null, int? seed = null)
    {
        if (rate is < 0 or > 1 or double.NaN)
            throw new KerasValueException($"Invalid value {Printing.PythonText.Repr(rate)} received for `rate`, expected a value between 0 and 1.");
        this.rate = rate;
        this.noise_shape = noise_shape;
        this.seed = seed;
        _random = new(seed);
        supports_masking = true;
    }

    /// <summary>The part that is dropped.</summary>
    public double rate { get; }

    /// <summary>The shape of the mask, or null.</summary>
    public Shape? noise_shape { get; }

    /// <summary>The seed, or null.</summary>
    public int? seed { get; }

    /// <summary>The shape of the mask for an input.</summary>
    protected virtual Shape NoiseShape(Shape input)
    {
        if (noise_shape is not { } noise)
            return input;
        int[] dims = input.Dims.ToArray();
        for (int i = 0; i < noise.Rank; i++)
            dims[i] = noise.Dim(i) ?? dims[i];
        return dims;
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor x, bool training)
    {
        if (!training || rate == 0 || x.IsSymbolic)
            return Op.Identity(x);
        return Op.Multiply(x, _random.DropoutMask(NoiseShape(x.shape), rate, x.dtype));
    }
}
