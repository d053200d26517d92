using System.Numerics;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>The functions of <see cref="ReduceKind"/> that add up pass by pass.</summary>
internal static class Reductions
{
    public readonly struct Sum<T> : IReduction<T> where T : INumber<T>
    {
        public static T Identity => T.Zero;
        public static T Combine(T a, T b) => a + b;
    }

    public readonly struct Product<T> : IReduction<T> where T : INumber<T>
    {
        public static T Identity => T.One;
        public static T Combine(T a, T b) => a * b;
    }

    public readonly struct Any : IReduction<byte>
    {
        public static byte Identity => 0;
        public static byte Combine(byte a, byte b) => (a | b) != 0 ? (byte)1 : (byte)0;
    }

    public readonly struct All : IReduction<byte>
    {
        public static byte Identity => 1;
        public static byte Combine(byte a, byte b) => (a != 0) & (b != 0) ? (byte)1 : (byte)0;
    }
}
