using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;

namespace KerasHost.Formats.Common;

/// <summary>What every <see cref="IWeightReader"/> can do.</summary>
public static class WeightReader
{
    /// <summary>The tensor of this name, or null.</summary>
    public static TensorInfo? Find(this IWeightReader reader, string name)
    {
        foreach (var tensor in reader.Tensors)
            if (tensor.Name == name)
                return tensor;
        return null;
    }

    /// <summary>Reads a tensor and converts it to float32; integers and bool become whole numbers.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="tensor">One of its tensors.</param>
    /// <param name="destination">As many elements as the tensor has.</param>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="KerasValueException">The tensor is none of this file, the destination has another size, or the values are text or objects.</exception>
    public static void Read(this IWeightReader reader, TensorInfo tensor, Span<float> destination)
    {
        if (destination.Length != tensor.Shape.Size)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{tensor} has {tensor.Shape.Size} elements, the destination has room for {destination.Length}."));
        if (tensor.DType == DType.Float32)
        {
            reader.Read(tensor, MemoryMarshal.AsBytes(destination));
            return;
        }
        if (tensor.ByteLength > Array.MaxLength)
            throw new KerasValueException($"{tensor} is too large to be converted to float32 on the way.");
        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)tensor.ByteLength);
        try
        {
            var stored = bytes.AsSpan(0, (int)tensor.ByteLength);
            reader.Read(tensor, stored);
            Elements.ToFloat32(tensor.DType, stored, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Makes sure that a call of <see cref="IWeightReader.Read"/> fits.</summary>
    internal static void CheckRead(IWeightReader reader, TensorInfo tensor, int destinationLength)
    {
        if (!reader.Tensors.Contains(tensor))
            throw new KerasValueException($"{tensor} is no tensor of {reader.Path}.");
        if (tensor.DType == DTypeCode.String || tensor.DType == DTypeCode.Object)
            throw new KerasValueException($"{tensor} of {reader.Path} holds no numbers.");
        if (tensor.ByteLength != destinationLength)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{tensor} of {reader.Path} takes {tensor.ByteLength} bytes, the destination has {destinationLength}."));
    }
}
