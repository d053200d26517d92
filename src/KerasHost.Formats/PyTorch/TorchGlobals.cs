using System.Globalization;
using KerasHost.Formats.Npy;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.PyTorch;

/// <summary>The names that pickled state dicts and checkpoints mention.</summary>
internal static class TorchGlobals
{
    private static readonly (string Torch, string DType)[] s_storages =
    [
        ("Float", "float32"), ("Double", "float64"), ("Half", "float16"), ("BFloat16", "bfloat16"),
        ("Char", "int8"), ("Short", "int16"), ("Int", "int32"), ("Long", "int64"), ("Byte", "uint8"), ("Bool", "bool"),
    ];

    private static readonly string[] s_dtypes =
        ["float32", "float64", "float16", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool"];

    public static PickleGlobals All { get; } = new(
    [
        new("collections.OrderedDict", MakeDict),
        new("torch.Size", arguments => arguments.Get<IReadOnlyList<object?>>(0, "torch.Size")),
        new("torch.device", arguments => arguments.Get<string>(0, "torch.device")),
        new("torch._utils._rebuild_tensor", RebuildTensor),
        new("torch._utils._rebuild_tensor_v2", RebuildTensor),
        new("torch._utils._rebuild_tensor_v3", RebuildUntyped),
        new("torch._utils._rebuild_parameter", arguments => arguments.Get<TorchTensor>(0, "tensor of a parameter")),
        new("torch._utils._rebuild_parameter_with_state", arguments => arguments.Get<TorchTensor>(0, "tensor of a parameter")),
        new("torch.serialization._get_layout", arguments => arguments.Get<string>(0, "layout")),
        new("torch.storage.UntypedStorage", null),
        new("torch.UntypedStorage", null),
        new("torch.per_tensor_affine", null),
        new("torch.per_channel_affine", null),
        .. s_storages.Select(storage => new PickleGlobal($"torch.{storage.Torch}Storage", null)),
        .. s_storages.Select(storage => new PickleGlobal($"torch.cuda.{storage.Torch}Storage", null)),
        .. s_dtypes.Select(dtype => new PickleGlobal("torch." + dtype, null)),
        .. new[] { "ComplexFloat", "ComplexDouble", "QInt8", "QUInt8", "QInt32", "QUInt4x2", "QUInt2x4" }.Select(name => new PickleGlobal($"torch.{name}Storage", null)),
        Refused("_rebuild_sparse_tensor", "a sparse tensor: save tensor.to_dense()"),
        Refused("_rebuild_sparse_csr_tensor", "a sparse tensor: save tensor.to_dense()"),
        Refused("_rebuild_qtensor", "a quantized tensor: save tensor.dequantize()"),
        Refused("_rebuild_meta_tensor_no_storage", "a tensor on the device 'meta', which has no values"),
        .. NumpyGlobals.All,
    ], "only names that tensors and plain data need: save model.state_dict(), not the model");

    /// <summary>The type of a storage class's name; null for an untyped one.</summary>
    public static DType? DTypeOf(PickleGlobal storage, PickleArguments arguments)
    {
        if (storage.Name.EndsWith("UntypedStorage", StringComparison.Ordinal))
            return null;
        foreach (var (torch, dtype) in s_storages)
            if (storage.Name == $"torch.{torch}Storage" || storage.Name == $"torch.cuda.{torch}Storage")
                return DType.Parse(dtype);
        throw arguments.Error("storage", "a storage of floats, integers or bool", storage.Name.StartsWith("torch.Q", StringComparison.Ordinal) ? "a quantized one: save tensor.dequantize()" : storage.Name);
    }

    /// <summary>The storage class for a type; null when PyTorch has none.</summary>
    public static string? StorageOf(DType dtype)
    {
        foreach (var (torch, name) in s_storages)
            if (name == dtype.name)
                return torch + "Storage";
        return null;
    }

    private static PickleGlobal Refused(string name, string what) =>
        new("torch._utils." + name, arguments => throw arguments.Error("tensor", "a dense tensor", what));

    // OrderedDict(), or OrderedDict([[key, value], …]) as Python 2 wrote it.
    private static object? MakeDict(PickleArguments arguments)
    {
        var dict = new PickleDict();
        if (arguments.Count == 0)
            return dict;
        foreach (object? item in arguments.Get<IReadOnlyList<object?>>(0, "items of an OrderedDict"))
        {
            if (item is not IReadOnlyList<object?> { Count: 2 } pair)
                throw arguments.Error("items of an OrderedDict", "pairs", "something else");
            dict.Set(pair[0], pair[1]);
        }
        return dict;
    }

    // (storage, storage_offset, size, stride, requires_grad, backward_hooks)
    private static object? RebuildTensor(PickleArguments arguments)
    {
        var storage = arguments.Get<TorchStorage>(0, "storage of a tensor");
        if (storage.DType is not { } dtype)
            throw arguments.Error("storage of a tensor", "a typed storage", "an untyped one");
        return MakeTensor(arguments, storage, dtype);
    }

    // (storage, storage_offset, size, stride, requires_grad, backward_hooks, dtype)
    private static object? RebuildUntyped(PickleArguments arguments)
    {
        var storage = arguments.Get<TorchStorage>(0, "storage of a tensor");
        string name = arguments.Get<PickleGlobal>(6, "type of a tensor").Name;
        const string prefix = "torch.";
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || !s_dtypes.Contains(name[prefix.Length..]))
            throw arguments.Error("type of a tensor", "a float, integer or bool type", name);
        DType dtype = name[prefix.Length..];
        return MakeTensor(arguments, storage with { DType = dtype, Length = storage.DType is null ? storage.Length / dtype.itemsize : storage.Length }, dtype);
    }

    private static TorchTensor MakeTensor(PickleArguments arguments, TorchStorage storage, DType dtype)
    {
        var shape = NumpyGlobals.GetShape(arguments, 2);
        long[] strides = arguments.GetIntegers(3, "stride of a tensor");
        long offset = arguments.Get<long>(1, "storage_offset of a tensor");
        if (strides.Length != shape.Rank)
            throw arguments.Error("stride of a tensor", $"a number for each axis of {shape}", string.Join(", ", strides));
        Int128 last = offset;
        for (int i = 0; i < strides.Length; i++)
        {
            if (strides[i] < 0)
                throw arguments.Error("stride of a tensor", "no negative numbers", string.Join(", ", strides));
            last += (Int128)strides[i] * Math.Max(shape.Dims[i] - 1, 0);
        }
        if (offset < 0 || (shape.Size > 0 && last >= storage.Length))
            throw arguments.Error("size of a tensor", string.Create(CultureInfo.InvariantCulture, $"elements 0 to {storage.Length - 1} of its storage"), string.Create(CultureInfo.InvariantCulture, $"{offset} to {last}"));
        return new(storage, dtype, shape, offset, strides);
    }
}
