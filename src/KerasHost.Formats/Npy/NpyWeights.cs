using System.Runtime.InteropServices;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Npy;

/// <summary>An <c>.npy</c> file as a file of one tensor, called <c>array</c>.</summary>
public sealed class NpyWeights : IWeightReader
{
    private readonly NpyArray _array;

    private NpyWeights(string path, NpyArray array)
    {
        (Path, _array) = (path, array);
        Tensors = [new("array", array.DType, array.Shape)];
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static NpyWeights Open(string path) => new(path, NpyFile.Read(path));

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        WeightReader.CheckRead(this, tensor, destination.Length);
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(_array.Data), destination.Length).CopyTo(destination);
    }

    /// <summary>Does nothing: the array is in memory.</summary>
    public void Dispose() { }
}
