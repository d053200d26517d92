namespace KerasHost.Formats.Common;

/// <summary>A file of named tensors in any format: first they are listed, then their values are read on demand.</summary>
public interface IWeightReader : IDisposable
{
    /// <summary>The file.</summary>
    string Path { get; }

    /// <summary>The tensors in the order of the file; listing them reads no values.</summary>
    IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Reads the values of a tensor of this file.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>; of a numeric type or bool.</param>
    /// <param name="destination"><see cref="TensorInfo.ByteLength"/> bytes, filled with the values in the stored type, row by row, in this machine's byte order.</param>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="KerasValueException">The tensor is none of this file, the destination has another size, or the values are text or objects.</exception>
    void Read(TensorInfo tensor, Span<byte> destination);
}
