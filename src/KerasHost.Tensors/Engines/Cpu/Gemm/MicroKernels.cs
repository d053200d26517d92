using System.Runtime.InteropServices;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Gemm;

/// <summary>The micro-kernels for one vector width, found by the size of their tile.</summary>
internal static unsafe partial class MicroKernels<V> where V : struct, IVector<V>
{
    private const int MostRows = 16;
    private const int MostVectors = 4;

    private static readonly nint[] s_rows = Filled(FillRows);
    private static readonly nint[] s_columns = Filled(FillColumns);

    /// <summary>True where 32 vector registers hold the tall tiles; 16 hold 12 sums beside the factors.</summary>
    private static bool HasManyRegisters => V.Count == 16 || RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>The number of vectors side by side in the best tile.</summary>
    public static int Vectors { get; } = HasManyRegisters ? 4 : 2;

    /// <summary>The rows of the best tile with so many vectors.</summary>
    public static int Rows(int vectors) => HasManyRegisters
        ? vectors switch { 1 => 16, 2 => 12, _ => 6 }
        : vectors == 1 ? 10 : 6;

    /// <summary>One tile with a read by rows: a[row · strideA + k].</summary>
    public static void ByRows(int rows, int vectors, nint k, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, float* start, nint strideStart) =>
        ((delegate*<nint, float*, nint, float*, nint, float*, nint, float*, nint, void>)s_rows[Index(rows, vectors)])(k, a, strideA, b, strideB, c, strideC, start, strideStart);

    /// <summary>One tile with a read by columns, as packed and transposed factors are: a[k · strideA + row].</summary>
    public static void ByColumns(int rows, int vectors, nint k, float* a, nint strideA, float* b, nint strideB, float* c, nint strideC, float* start, nint strideStart) =>
        ((delegate*<nint, float*, nint, float*, nint, float*, nint, float*, nint, void>)s_columns[Index(rows, vectors)])(k, a, strideA, b, strideB, c, strideC, start, strideStart);

    private static int Index(int rows, int vectors) => vectors * (MostRows + 1) + rows;

    private static nint[] Filled(Action<nint[]> fill)
    {
        var table = new nint[(MostVectors + 1) * (MostRows + 1)];
        fill(table);
        return table;
    }

    private static partial void FillRows(nint[] table);

    private static partial void FillColumns(nint[] table);
}
