using System.Runtime.InteropServices;
using KerasHost.Numpy;

namespace KerasHost.Layers;

/// <summary>Between tensors and arrays.</summary>
public static class TensorArrays
{
    extension(Tensor tensor)
    {
        /// <summary>Which timesteps count, bool <c>(batch, timesteps)</c>, as a layer noted it on its output; null for all.</summary>
        public Tensor? _keras_mask => tensor.Mask;
    }

    extension(Tensors tensors)
    {
        /// <summary>The mask of the only tensor; null for none.</summary>
        public Tensor? _keras_mask => tensors.Single.Mask;
    }

    /// <summary>A copy of the elements as an array.</summary>
    /// <exception cref="KerasTypeException">The tensor has a type that arrays have no room for.</exception>
    public static NDArray numpy(this Tensor tensor) => tensor.dtype.Code switch
    {
        DTypeCode.Float32 => Copy<float>(tensor),
        DTypeCode.Float64 => Copy<double>(tensor),
        DTypeCode.Float16 => Copy<Half>(tensor),
        DTypeCode.BFloat16 => Copy<BFloat16>(tensor),
        DTypeCode.Int8 => Copy<sbyte>(tensor),
        DTypeCode.Int16 => Copy<short>(tensor),
        DTypeCode.Int32 => Copy<int>(tensor),
        DTypeCode.Int64 => Copy<long>(tensor),
        DTypeCode.UInt8 => Copy<byte>(tensor),
        DTypeCode.UInt16 => Copy<ushort>(tensor),
        DTypeCode.UInt32 => Copy<uint>(tensor),
        DTypeCode.UInt64 => Copy<ulong>(tensor),
        DTypeCode.Bool => Copy<bool>(tensor),
        DTypeCode.String => NDArray.Over(tensor.Text.ToArray(), tensor.shape),
        _ => throw new KerasTypeException($"A tensor of type {tensor.dtype} has no array form."),
    };

    /// <summary>A copy of the value as an array.</summary>
    public static NDArray numpy(this Variable variable) => variable.value.numpy();

    /// <summary>A copy of the gradient of every element as an array.</summary>
    public static NDArray numpy(this Gradient gradient) => gradient.ToDense().numpy();

    /// <summary>Sets the value to numbers of the variable's type: <c>v.assign([1, 2])</c>.</summary>
    /// <exception cref="KerasShapeException">The shape differs.</exception>
    public static Variable assign(this Variable variable, TensorLike value) => variable.assign(value.ToTensor(variable.dtype));

    /// <summary>Adds numbers of the variable's type to the value.</summary>
    public static Variable assign_add(this Variable variable, TensorLike delta) => variable.assign_add(delta.ToTensor(variable.dtype));

    /// <summary>Subtracts numbers of the variable's type from the value.</summary>
    public static Variable assign_sub(this Variable variable, TensorLike delta) => variable.assign_sub(delta.ToTensor(variable.dtype));

    /// <summary>A copy of the only tensor as an array.</summary>
    public static NDArray numpy(this Tensors tensors) => tensors.Single.numpy();

    /// <summary>A tensor with a copy of the elements.</summary>
    /// <exception cref="KerasTypeException">The elements are objects.</exception>
    internal static Tensor ToTensor(this NDArray array) => array.dtype.Code switch
    {
        DTypeCode.Float32 => Copy<float>(array),
        DTypeCode.Float64 => Copy<double>(array),
        DTypeCode.Float16 => Copy<Half>(array),
        DTypeCode.BFloat16 => Copy<BFloat16>(array),
        DTypeCode.Int8 => Copy<sbyte>(array),
        DTypeCode.Int16 => Copy<short>(array),
        DTypeCode.Int32 => Copy<int>(array),
        DTypeCode.Int64 => Copy<long>(array),
        DTypeCode.UInt8 => Copy<byte>(array),
        DTypeCode.UInt16 => Copy<ushort>(array),
        DTypeCode.UInt32 => Copy<uint>(array),
        DTypeCode.UInt64 => Copy<ulong>(array),
        DTypeCode.Bool => Copy<bool>(array),
        DTypeCode.String => Tensor.OfText(array.ToArray<string>(), array.shape),
        _ => throw new KerasTypeException($"Failed to convert a NumPy array to a Tensor (Unsupported object type {PythonType(array)})."),
    };

    // What Python calls the type of an array's first object: reviews that were not padded are lists.
    private static string PythonType(NDArray array) => array.dtype.Code != DTypeCode.Object ? array.dtype.name : array.ToArray<object?>().FirstOrDefault() switch
    {
        null => "NoneType",
        System.Collections.IEnumerable => "list",
        double or float => "float",
        bool => "bool",
        int or long => "int",
        object other => other.GetType().Name,
    };

    private static NDArray Copy<T>(Tensor tensor) where T : unmanaged
    {
        var values = new T[tensor.Length];
        tensor.Bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        GC.KeepAlive(tensor);
        return NDArray.Over(values, tensor.shape);
    }

    private static Tensor Copy<T>(NDArray array) where T : unmanaged
    {
        Tensor tensor = Tensor.Uninitialized(array.dtype, array.shape);
        MemoryMarshal.AsBytes(array.AsContiguous().AsSpan<T>()).CopyTo(tensor.Bytes);
        return tensor;
    }
}
