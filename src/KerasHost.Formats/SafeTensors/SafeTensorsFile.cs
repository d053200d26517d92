using System.Globalization;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.SafeTensors;

/// <summary>
/// Files in the safetensors format (Hugging Face): a length of 64 bits, a header in JSON, and the values, which follow
/// one another without gaps.
/// </summary>
public sealed class SafeTensorsFile : IWeightReader
{
    // The format's own limit.
    private const long MaxHeaderLength = 100_000_000;
    private const int LengthBytes = 8;
    private const int Alignment = 8;

    private readonly FileSource _source;
    private readonly FileSource _values;
    private readonly Dictionary<string, SafeTensor> _byName = new(StringComparer.Ordinal);

    private SafeTensorsFile(FileSource source)
    {
        _source = source;
        ulong headerLength = source.ReadBlock(0, LengthBytes, "header length").ReadUInt64("header length");
        if (headerLength > MaxHeaderLength || (long)headerLength > source.Length - LengthBytes)
            throw source.Error(0, "header length", string.Create(CultureInfo.InvariantCulture, $"at most {Math.Min(MaxHeaderLength, source.Length - LengthBytes)}"), headerLength.ToString(CultureInfo.InvariantCulture));
        var bytes = source.ReadBytes(LengthBytes, (long)headerLength, "header");
        var header = new SafeTensorsHeader(bytes, source);
        long start = LengthBytes + (long)headerLength;
        _values = source.Window(start, source.Length - start, "values");
        Metadata = header.Metadata;
        foreach (var tensor in header.Tensors)
            _byName.Add(tensor.Info.Name, tensor);
        CheckLayout(header.Tensors);
        Tensors = [.. header.Tensors.Select(tensor => tensor.Info)];
    }

    /// <inheritdoc/>
    public string Path => _source.Path;

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Free text in the header (<c>__metadata__</c>); empty when there is none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens the file at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, or holds a type that is not read here.</exception>
    public static SafeTensorsFile Open(string path) => Open(FileSource.Open(path));

    /// <summary>The file in <paramref name="source"/>, which this object then owns.</summary>
    /// <exception cref="ModelFormatException">As for a path.</exception>
    public static SafeTensorsFile Open(FileSource source)
    {
        try
        {
            return new(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Writes tensors; the old file stays until the new one is complete. Larger element types come first, so that all are aligned.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">Free text for the header, or null.</param>
    /// <exception cref="KerasValueException">Two tensors have one name, or the format has no such type.</exception>
    public static void Write(string path, IEnumerable<TensorSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors.OrderByDescending(tensor => tensor.Info.DType.itemsize).ToList();
        byte[] header = SafeTensorsHeader.Make(ordered.ConvertAll(tensor => tensor.Info), metadata);
        if (header.Length > MaxHeaderLength)
            throw new KerasValueException("The names and metadata take more than the 100 MB that a safetensors header may have.");
        int padding = (Alignment - header.Length % Alignment) % Alignment;
        AtomicFile.Write(path, stream =>
        {
            stream.Write(BitConverter.GetBytes((ulong)(header.Length + padding)));
            stream.Write(header);
            for (int i = 0; i < padding; i++)
                stream.WriteByte((byte)' ');
            foreach (var tensor in ordered)
            {
                long end = stream.Position + tensor.Info.ByteLength;
                tensor.WriteTo(stream);
                if (stream.Position != end)
                    throw new InvalidOperationException($"{tensor.Info} wrote another number of bytes than it takes.");
            }
        });
    }

    /// <inheritdoc/>
    public void Read(TensorInfo tensor, Span<byte> destination)
    {
        if (!_byName.TryGetValue(tensor.Name, out var found) || found.Info != tensor)
            throw new KerasValueException($"{tensor} is no tensor of {Path}.");
        if (destination.Length != found.End - found.Begin)
            throw new KerasValueException(string.Create(CultureInfo.InvariantCulture, $"{tensor} takes {found.End - found.Begin} bytes, the destination has {destination.Length}."));
        _values.Read(found.Begin, destination, "values of " + tensor.Name);
        if (tensor.DType == DType.Bool)
            Elements.NormalizeBools(destination);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    // The format wants every byte to belong to exactly one tensor.
    private void CheckLayout(IEnumerable<SafeTensor> tensors)
    {
        long at = 0;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != at)
                throw _source.Error(LengthBytes, "data_offsets of " + tensor.Info.Name, string.Create(CultureInfo.InvariantCulture, $"a start at {at}, where the tensor before ends"), tensor.Begin.ToString(CultureInfo.InvariantCulture));
            at = tensor.End;
        }
        if (at != _values.Length)
            throw _source.Error(LengthBytes, "data_offsets", string.Create(CultureInfo.InvariantCulture, $"tensors that fill the {_values.Length} bytes after the header"), string.Create(CultureInfo.InvariantCulture, $"{at} bytes"));
    }
}
