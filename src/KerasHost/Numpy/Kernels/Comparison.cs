using System.Numerics;

namespace KerasHost.Numpy;

/// <summary>The six comparisons.</summary>
internal static class Comparison
{
    public static NDArray Less(NDArray a, NDArray b) => CompareKernel.Run<LessOp>(a, b, "less", ordering: true);

    public static NDArray LessEqual(NDArray a, NDArray b) => CompareKernel.Run<LessEqualOp>(a, b, "less_equal", ordering: true);

    public static NDArray Greater(NDArray a, NDArray b) => CompareKernel.Run<LessOp>(b, a, "greater", ordering: true);

    public static NDArray GreaterEqual(NDArray a, NDArray b) => CompareKernel.Run<LessEqualOp>(b, a, "greater_equal", ordering: true);

    public static NDArray Equal(NDArray a, NDArray b) => CompareKernel.Run<EqualOp>(a, b, "equal", ordering: false);

    public static NDArray NotEqual(NDArray a, NDArray b) => CompareKernel.Run<NotEqualOp>(a, b, "not_equal", ordering: false);

    private struct LessOp : ICompare
    {
        public static bool Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a < b;

        public static bool Invoke(int order) => order < 0;
    }

    private struct LessEqualOp : ICompare
    {
        public static bool Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a <= b;

        public static bool Invoke(int order) => order <= 0;
    }

    private struct EqualOp : ICompare
    {
        public static bool Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a == b;

        public static bool Invoke(int order) => order == 0;
    }

    private struct NotEqualOp : ICompare
    {
        public static bool Invoke<T>(T a, T b) where T : unmanaged, INumber<T> => a != b;

        public static bool Invoke(int order) => order != 0;
    }
}
