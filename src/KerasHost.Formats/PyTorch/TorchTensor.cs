namespace KerasHost.Formats.PyTorch;

/// <summary>A tensor of a PyTorch file, without its values: read them through <see cref="TorchFile"/>.</summary>
public sealed class TorchTensor
{
    internal TorchTensor(TorchStorage storage, DType dtype, Shape shape, long offset, long[] strides)
    {
        Storage = storage;
        DType = dtype;
        Shape = shape;
        Offset = offset;
        Strides = strides;
    }

    /// <summary>The element type.</summary>
    public DType DType { get; }

    /// <summary>The shape.</summary>
    public Shape Shape { get; }

    /// <summary>Index of the first element in the storage.</summary>
    internal long Offset { get; }

    /// <summary>Elements of the storage from one index of an axis to the next.</summary>
    internal long[] Strides { get; }

    internal TorchStorage Storage { get; }
}
