using KerasHost.RandomNumbers;

namespace KerasHost.Seeding;

/// <summary>
/// The random numbers of a layer: in a traced function its operations are numbered, in eager calls each draws a seed, and an explicit
/// seed counts up by one for every trace or call, all as in tf_keras 2.16.
/// </summary>
/// <param name="seed">The layer's <c>seed</c> argument.</param>
internal sealed class LayerRandom(long? seed)
{
    private long _next = seed ?? 0;

    /// <summary>The generator of the next random operation.</summary>
    public StatefulKernel NextKernel(RandomOp operation, DType dtype)
    {
        if (TracedFunction.Current is { } function)
            return seed is null ? function.Next() : function.Next(() => _next++);
        return SeedStreams.EagerKernel(operation, dtype, seed is null ? null : _next++);
    }

    /// <summary>
    /// Factors for dropout by the first of several random operations that are traced together; the others take their numbers or seeds and
    /// are not used.
    /// </summary>
    /// <param name="operations">How many there are.</param>
    /// <param name="shape">The mask's shape.</param>
    /// <param name="rate">The part that is dropped, 0 to 1.</param>
    /// <param name="dtype">float32 or float64.</param>
    public Tensor FirstDropoutMask(int operations, Shape shape, double rate, DType dtype)
    {
        if (seed is null)
        {
            Tensor first = DropoutMask(shape, rate, dtype);
            for (int i = 1; i < operations; i++)
                NextKernel(RandomOp.Uniform, dtype);
            return first;
        }
        // Every trace, and every eager call, moves the seed on by all of the operations.
        long Advance() => (_next += operations) - operations;
        return DropoutMask(TracedFunction.Current is { } function ? function.Next(Advance) : SeedStreams.EagerKernel(RandomOp.Uniform, dtype, Advance()), shape, rate, dtype);
    }

    /// <summary>Factors for dropout: 0 with probability <paramref name="rate"/>, else 1 / (1 - rate).</summary>
    /// <param name="shape">The mask's shape.</param>
    /// <param name="rate">The part that is dropped, 0 to 1.</param>
    /// <param name="dtype">float32 or float64.</param>
    public Tensor DropoutMask(Shape shape, double rate, DType dtype) => DropoutMask(NextKernel(RandomOp.Uniform, dtype), shape, rate, dtype);

    /// <inheritdoc cref="DropoutMask(Shape, double, DType)"/>
    /// <param name="kernel">What draws it.</param>
    public static Tensor DropoutMask(StatefulKernel kernel, Shape shape, double rate, DType dtype)
    {
        Tensor mask = Tensor.Uninitialized(dtype, shape);
        if (dtype == DType.Float64)
            kernel.DropoutMask(mask.AsSpan<double>(), rate);
        else
            kernel.DropoutMask(mask.AsSpan<float>(), rate);
        return mask;
    }
}
