using KerasHost.Formats.Npy;

namespace KerasHost.Numpy;

/// <summary>An <c>.npz</c> file that <c>np.load</c> opened: arrays by name, read when asked for.</summary>
public sealed class NpzArchive : NDArray
{
    private readonly string _path;
    private readonly bool _allowObjects;

    internal NpzArchive(string path, bool allowObjects)
        : base(DTypeCode.Object, Elements.Create(DTypeCode.Object, 1), [])
    {
        _path = path;
        _allowObjects = allowObjects;
        using NpzFile file = NpzFile.Open(path);
        files = [.. file.Names];
    }

    /// <summary>The names of the arrays.</summary>
    public IReadOnlyList<string> files { get; }

    /// <summary>The array of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="KerasValueException">It holds objects and they are not allowed.</exception>
    public override NDArray this[string name]
    {
        get
        {
            if (!files.Contains(name))
                throw new KeyNotFoundException($"{name} is not a file in the archive");
            using NpzFile file = NpzFile.Open(_path);
            return ToArray(file.Read(name), _allowObjects);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"NpzFile '{_path}' with keys: {string.Join(", ", files.Take(5))}{(files.Count > 5 ? "..." : "")}";

    /// <summary>True for a zip file.</summary>
    internal static bool IsArchive(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return stream.ReadByte() == 'P' && stream.ReadByte() == 'K';
    }

    internal static NDArray ToArray(NpyArray array, bool allowObjects)
    {
        if (array.DType == DTypeCode.Object && !allowObjects)
            throw new KerasValueException("Object arrays cannot be loaded when allow_pickle=False");
        return Over(array.DType, array.Data, array.Shape);
    }

    internal static NpyArray FromArray(NDArray array)
    {
        NDArray whole = array.dtype == DType.BFloat16 ? array.astype(DType.Float32) : array.copy();
        return new(whole.dtype, whole.shape, whole.Elements.Array);
    }
}
