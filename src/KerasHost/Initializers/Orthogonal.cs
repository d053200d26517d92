using KerasHost.RandomNumbers;

namespace KerasHost.Initializers;

/// <summary>
/// A matrix with orthonormal rows or columns, from the QR decomposition of normal numbers (Saxe et al., 2013). A weight of more than two axes
/// is seen as a matrix whose columns are the last axis. Mirrors <c>Orthogonal</c>.
/// </summary>
[KerasExport("keras.initializers.Orthogonal", "keras.initializers.orthogonal")]
public class Orthogonal : RandomInitializer
{
    /// <summary>An orthogonal matrix times a factor.</summary>
    /// <param name="gain">The factor.</param>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    public Orthogonal(double gain = 1.0, long? seed = null) : base(seed) => this.gain = gain;

    /// <summary>The factor.</summary>
    public double gain { get; }

    private protected override void Check(Shape shape, DType type)
    {
        base.Check(shape, type);
        if (shape.Rank < 2)
            throw new KerasValueException($"The tensor to initialize must be at least two-dimensional. Received: shape={PythonText.Repr(shape.ToList())} of rank {shape.Rank}.");
    }

    private protected override void Fill(Span<float> values, Shape shape, long seed) =>
        OrthogonalMatrix.Fill(values, Rows(shape), shape[^1], seed, gain);

    private protected override void Fill(Span<double> values, Shape shape, long seed) =>
        OrthogonalMatrix.Fill(values, Rows(shape), shape[^1], seed, gain);

    private static int Rows(Shape shape) => checked((int)shape.Part(0, shape.Rank - 1).Size);
}
