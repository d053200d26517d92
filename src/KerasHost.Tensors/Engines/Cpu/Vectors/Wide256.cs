using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasHost.Engines.Cpu.Vectors;

/// <summary>8 elements: AVX2 with fused multiply-add.</summary>
internal unsafe struct Wide256 : IVector<Wide256>
{
    private const int RootHalfBits = 0x3F3504F3;

    private Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Wide256(Vector256<float> value) => _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Of(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator +(Wide256 a, Wide256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator -(Wide256 a, Wide256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator *(Wide256 a, Wide256 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator /(Wide256 a, Wide256 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator -(Wide256 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator &(Wide256 a, Wide256 b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator |(Wide256 a, Wide256 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 operator ^(Wide256 a, Wide256 b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 MultiplyAdd(Wide256 a, Wide256 b, Wide256 c) => new(Fma.MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ref Wide256 sum, Wide256 a, Wide256 b) => sum._value = Fma.MultiplyAdd(a._value, b._value, sum._value);

    // x64's instruction returns its second operand when either is NaN, ARM's returns the NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 AtMost(Wide256 limit, Wide256 x) => new(Vector256.MinNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 AtLeast(Wide256 limit, Wide256 x) => new(Vector256.MaxNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Sqrt(Wide256 a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Floor(Wide256 a) => new(Vector256.Floor(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Round(Wide256 a) => new(Vector256.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Less(Wide256 a, Wide256 b) => new(Vector256.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Equal(Wide256 a, Wide256 b) => new(Vector256.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Select(Wide256 mask, Wide256 a, Wide256 b) => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Wide256 a) => Vector256.Sum(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Wide256 mask) => mask._value.AsUInt32() != Vector256<uint>.Zero;

    // In two steps, of which only the second can leave the normal range: both factors are powers of two that exist.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Scale(Wide256 x, Wide256 n)
    {
        Vector256<int> whole = Vector256.ConvertToInt32Native(n._value);
        Vector256<int> half = whole >> 1;
        return new(x._value * Power(half) * Power(whole - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 PowerOfTwo(Wide256 n) => new(Power(Vector256.ConvertToInt32Native(n._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256 Decompose(Wide256 x, out Wide256 mantissa)
    {
        // The bits of x less those of √½: the exponent field of the difference is e, the rest is where the mantissa lies above √½.
        Vector256<int> distance = x._value.AsInt32() - Vector256.Create(RootHalfBits);
        Vector256<int> exponent = distance >> 23;
        mantissa = new(((distance & Vector256.Create(0x007FFFFF)) + Vector256.Create(RootHalfBits)).AsSingle());
        return new(Vector256.ConvertToSingle(exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Power(Vector256<int> n) => ((n + Vector256.Create(127)) << 23).AsSingle();
}
