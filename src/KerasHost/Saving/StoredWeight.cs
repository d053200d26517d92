using KerasHost.Formats.Common;

namespace KerasHost.Saving;

/// <summary>An array of a file: its name, shape and type, and its values when they are asked for.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="DType">The type of the values.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Read">Fills the bytes of the values.</param>
internal sealed record StoredWeight(string Name, DType DType, Shape Shape, StoredWeight.Reader Read)
{
    /// <summary>Fills a span with the values, row by row, in this machine's byte order.</summary>
    internal delegate void Reader(Span<byte> destination);

    /// <summary>A tensor of a file.</summary>
    public static StoredWeight Of(IWeightReader reader, TensorInfo tensor, string? name = null) =>
        new(name ?? tensor.Name, tensor.DType, tensor.Shape, destination => reader.Read(tensor, destination));

    /// <summary>An array that is computed from others when it is asked for.</summary>
    public static StoredWeight Computed(string name, DType type, Shape shape, Func<Tensor> compute) => new(name, type, shape, destination =>
    {
        Tensor value = compute();
        if (value.shape != shape || value.dtype != type)
            throw new KerasShapeException($"Array '{name}' became {value.shape} of {value.dtype}, not {shape} of {type}.");
        value.Bytes.CopyTo(destination);
        GC.KeepAlive(value);
    });

    /// <summary>The values as a tensor.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public Tensor ToTensor()
    {
        Tensor value = Tensor.Owned(DType, Shape);
        Read(value.Bytes);
        return value;
    }
}
