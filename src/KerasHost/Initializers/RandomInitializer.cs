using KerasHost.Backend;
using KerasHost.Export;
using KerasHost.RandomNumbers;

namespace KerasHost.Initializers;

/// <summary>
/// An initializer that draws numbers. Without a seed an object draws one at its first use and then gives the same numbers every time,
/// as in Keras; a layer that is given a name makes an object of its own. Mirrors tf_keras/src/initializers/initializers.py.
/// </summary>
public abstract class RandomInitializer : Initializer
{
    private long? _drawn;
    private bool _used;

    /// <summary>An initializer with this seed.</summary>
    /// <param name="seed">The seed, or null for one drawn at first use.</param>
    private protected RandomInitializer(long? seed) => this.seed = seed;

    /// <summary>The seed that was given, or null.</summary>
    public long? seed { get; }

    /// <inheritdoc/>
    public sealed override Tensor call(Shape shape, DType? dtype = null)
    {
        DType type = dtype ?? Settings.Floatx;
        return Draw(shape, type, NextSeed(shape, type));
    }

    /// <inheritdoc/>
    internal sealed override (Tensor Values, Action Fill) Reserve(Shape shape, DType type)
    {
        long seed = NextSeed(shape, type);
        Tensor values = Tensor.Uninitialized(type, shape);
        return (values, Fill);

        void Fill()
        {
            Tensor drawn = Draw(shape, type, seed);
            drawn.Bytes.CopyTo(values.Bytes);
            GC.KeepAlive(drawn);
        }
    }

    private long NextSeed(Shape shape, DType type)
    {
        Check(shape, type);
        if (_used && seed is null)
            Warnings.Once($"The initializer {ClassRegistry.ClassName(this)} is unseeded and being called multiple times, which will return identical values each time (even if the initializer is unseeded). Please update your code to provide a seed to the initializer, or avoid using the same initializer instance more than once.");
        _used = true;
        return seed ?? (_drawn ??= SeedStreams.NextWeightSeed());
    }

    /// <summary>Throws for a shape or type that this initializer does not make.</summary>
    private protected virtual void Check(Shape shape, DType type)
    {
        if (!type.is_floating)
            throw new KerasValueException($"Expected floating point type, got <dtype: '{type}'>.");
    }

    /// <summary>Draws float32 numbers.</summary>
    private protected abstract void Fill(Span<float> values, Shape shape, long seed);

    /// <summary>Draws float64 numbers.</summary>
    private protected abstract void Fill(Span<double> values, Shape shape, long seed);

    // float16 and bfloat16 are stored, never computed with.
    private Tensor Draw(Shape shape, DType type, long seed)
    {
        if (type.Code is DTypeCode.Float16 or DTypeCode.BFloat16)
            return Op.Cast(Draw(shape, DType.Float32, seed), type);
        Tensor values = Tensor.Uninitialized(type, shape);
        if (type == DType.Float32)
            Fill(values.AsSpan<float>(), shape, seed);
        else if (type == DType.Float64)
            Fill(values.AsSpan<double>(), shape, seed);
        else
            FillIntegers(values, seed);
        return values;
    }

    /// <summary>Draws integers, where <see cref="Check"/> lets them pass.</summary>
    private protected virtual void FillIntegers(Tensor values, long seed) =>
        throw new KerasValueException($"Expected floating point type, got <dtype: '{values.dtype}'>.");
}
