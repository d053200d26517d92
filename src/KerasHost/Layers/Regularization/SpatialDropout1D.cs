namespace KerasHost.Layers;

/// <summary>Dropout of whole features: of <c>(batch, timesteps, channels)</c> a dropped channel is 0 at every timestep. Mirrors tf_keras/src/layers/regularization/spatial_dropout1d.py.</summary>
[KerasExport("keras.layers.SpatialDropout1D")]
public class SpatialDropout1D : Dropout
{
    /// <summary>A dropout layer for sequences.</summary>
    /// <param name="rate">The part of the channels that is dropped, 0 to 1.</param>
    /// <param name="noise_shape">Taken and kept as Keras does; the shape is always <c>(batch, 1, channels)</c>.</param>
    /// <param name="seed">As for <see cref="Dropout"/>.</param>
    public SpatialDropout1D(double rate, Shape? noise_shape = null, int? seed = null) : base(rate, noise_shape, seed) => input_spec = new(ndim: 3);

    /// <inheritdoc/>
    protected override Shape NoiseShape(Shape input) => Shape.Of(input.Dims[0], 1, input.Dims[2]);
}
