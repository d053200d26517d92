using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasHost.Engines.Cpu.Vectors;

/// <summary>4 elements: every machine; ARM's Advanced SIMD and x64's SSE among them.</summary>
internal unsafe struct Wide128 : IVector<Wide128>
{
    private const int RootHalfBits = 0x3F3504F3;

    private Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Wide128(Vector128<float> value) => _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Of(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator +(Wide128 a, Wide128 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator -(Wide128 a, Wide128 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator *(Wide128 a, Wide128 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator /(Wide128 a, Wide128 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator -(Wide128 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator &(Wide128 a, Wide128 b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator |(Wide128 a, Wide128 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 operator ^(Wide128 a, Wide128 b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 MultiplyAdd(Wide128 a, Wide128 b, Wide128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(ref Wide128 sum, Wide128 a, Wide128 b) => sum._value = Vector128.MultiplyAddEstimate(a._value, b._value, sum._value);

    // x64's instruction returns its second operand when either is NaN, ARM's returns the NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 AtMost(Wide128 limit, Wide128 x) => new(Vector128.MinNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 AtLeast(Wide128 limit, Wide128 x) => new(Vector128.MaxNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Sqrt(Wide128 a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Floor(Wide128 a) => new(Vector128.Floor(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Round(Wide128 a) => new(Vector128.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Less(Wide128 a, Wide128 b) => new(Vector128.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Equal(Wide128 a, Wide128 b) => new(Vector128.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Select(Wide128 mask, Wide128 a, Wide128 b) => new(Vector128.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Wide128 a) => Vector128.Sum(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Wide128 mask) => mask._value.AsUInt32() != Vector128<uint>.Zero;

    // In two steps, of which only the second can leave the normal range: both factors are powers of two that exist.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Scale(Wide128 x, Wide128 n)
    {
        Vector128<int> whole = Vector128.ConvertToInt32Native(n._value);
        Vector128<int> half = whole >> 1;
        return new(x._value * Power(half) * Power(whole - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 PowerOfTwo(Wide128 n) => new(Power(Vector128.ConvertToInt32Native(n._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128 Decompose(Wide128 x, out Wide128 mantissa)
    {
        // The bits of x less those of √½: the exponent field of the difference is e, the rest is where the mantissa lies above √½.
        Vector128<int> distance = x._value.AsInt32() - Vector128.Create(RootHalfBits);
        Vector128<int> exponent = distance >> 23;
        mantissa = new(((distance & Vector128.Create(0x007FFFFF)) + Vector128.Create(RootHalfBits)).AsSingle());
        return new(Vector128.ConvertToSingle(exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Power(Vector128<int> n) => ((n + Vector128.Create(127)) << 23).AsSingle();
}
