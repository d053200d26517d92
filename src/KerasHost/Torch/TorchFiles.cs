using System.Runtime.InteropServices;
using KerasHost.Formats.Common;
using KerasHost.Formats.PyTorch;
using KerasHost.Numpy;

namespace KerasHost.Torch;

/// <summary>State dicts of PyTorch as files: <c>torch.save</c> and <c>torch.load</c>.</summary>
public static class TorchFiles
{
    /// <summary>Writes a state dict that <c>torch.load</c> reads in Python, also with <c>weights_only=True</c>.</summary>
    /// <param name="obj">The tensors by name, in order.</param>
    /// <param name="f">The file.</param>
    /// <exception cref="KerasValueException">PyTorch has no such type.</exception>
    [KerasExport("torch.save")]
    public static void save(Dictionary<string, NDArray> obj, string f) => TorchFile.Write(f, obj.Select(pair => Source(pair.Key, pair.Value)));

    /// <summary>Reads a state dict. Nothing in the file is ever executed.</summary>
    /// <param name="f">The file, as <c>torch.save</c> of any PyTorch wrote it; names of nested dictionaries are joined with points.</param>
    /// <exception cref="ModelFormatException">The file is damaged, or holds what is no tensor.</exception>
    [KerasExport("torch.load")]
    public static Dictionary<string, NDArray> load(string f)
    {
        using TorchFile file = TorchFile.Open(f);
        return file.Tensors.ToDictionary(tensor => tensor.Name, tensor => Array(file, tensor));
    }

    private static TensorSource Source(string name, NDArray array) => array.dtype.Code switch
    {
        DTypeCode.Float64 => Source<double>(name, array),
        DTypeCode.Float16 => Source<Half>(name, array),
        DTypeCode.Int8 => Source<sbyte>(name, array),
        DTypeCode.Int16 => Source<short>(name, array),
        DTypeCode.Int32 => Source<int>(name, array),
        DTypeCode.Int64 => Source<long>(name, array),
        DTypeCode.UInt8 => Source<byte>(name, array),
        DTypeCode.Bool => Source<bool>(name, array),
        DTypeCode.Float32 => Source<float>(name, array),
        _ => throw new KerasTypeException($"can't convert np.ndarray of type {array.dtype}: PyTorch's tensors hold numbers of 8 to 64 bits, signed but for 8 bits, and bool."),
    };

    private static TensorSource Source<T>(string name, NDArray array) where T : unmanaged => TensorSource.Of<T>(name, array.shape, array.ToArray<T>());

    private static NDArray Array(TorchFile file, TensorInfo info)
    {
        NDArray array = NDArray.Zeros(info.DType, [.. info.Shape.Dims]);
        switch (info.DType.Code)
        {
            case DTypeCode.Float32: Fill<float>(file, info, array); break;
            case DTypeCode.Float64: Fill<double>(file, info, array); break;
            case DTypeCode.Float16: Fill<Half>(file, info, array); break;
            case DTypeCode.Int8: Fill<sbyte>(file, info, array); break;
            case DTypeCode.Int16: Fill<short>(file, info, array); break;
            case DTypeCode.Int32: Fill<int>(file, info, array); break;
            case DTypeCode.Int64: Fill<long>(file, info, array); break;
            case DTypeCode.UInt8: Fill<byte>(file, info, array); break;
            case DTypeCode.Bool: Fill<bool>(file, info, array); break;
            case DTypeCode.BFloat16: Fill<BFloat16>(file, info, array); break;
            default: throw new KerasTypeException($"{info} has no array form.");
        }
        return array;
    }

    private static void Fill<T>(TorchFile file, TensorInfo info, NDArray array) where T : unmanaged =>
        file.Read(info, MemoryMarshal.AsBytes(array.AsSpan<T>()));
}
