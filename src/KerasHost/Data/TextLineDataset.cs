using System.IO.Compression;
using System.Text;

namespace KerasHost.Data;

/// <summary>The lines of text files, one file after the other, without their ends. Mirrors <c>tf.data.TextLineDataset</c>.</summary>
[KerasExport("tf.data.TextLineDataset")]
public sealed class TextLineDataset : Dataset
{
    private readonly string[] _files;
    private readonly string _compression;
    private readonly int _bufferSize;

    /// <summary>The lines of one file.</summary>
    /// <param name="filenames">The file.</param>
    /// <param name="compression_type">null or "" for plain text, "GZIP" or "ZLIB".</param>
    /// <param name="buffer_size">Bytes read at a time; null leaves that to the system.</param>
    public TextLineDataset(string filenames, string? compression_type = null, int? buffer_size = null) : this([filenames], compression_type, buffer_size) { }

    /// <summary>The lines of several files.</summary>
    /// <param name="filenames">The files, in order.</param>
    /// <param name="compression_type">null or "" for plain text, "GZIP" or "ZLIB".</param>
    /// <param name="buffer_size">Bytes read at a time; null leaves that to the system.</param>
    /// <exception cref="KerasValueException">Another compression.</exception>
    public TextLineDataset(IReadOnlyList<string> filenames, string? compression_type = null, int? buffer_size = null)
        : base(new TensorSpec([], DTypeCode.String), Cardinality.Unknown)
    {
        _files = [.. filenames];
        _compression = compression_type ?? "";
        if (_compression is not ("" or "GZIP" or "ZLIB"))
            throw new KerasValueException($"Unsupported compression_type. Received: compression_type={compression_type}. Expected \"\", \"GZIP\" or \"ZLIB\".");
        _bufferSize = buffer_size is > 0 ? buffer_size.Value : 1 << 18;
    }

    private protected override string Kind => "TextLineDatasetV2";

    internal override IEnumerator<Tensor[]> Start()
    {
        foreach (string path in _files)
        {
            using Stream stream = Open(path);
            using var reader = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
            // TensorFlow ends lines at line feeds alone and drops every carriage return.
            var line = new StringBuilder();
            var block = new char[4096];
            bool open = false;
            for (int count; (count = reader.Read(block, 0, block.Length)) > 0;)
                for (int i = 0; i < count; i++)
                {
                    open = block[i] != '\n';
                    if (!open)
                    {
                        yield return [Tensor.OfText([line.ToString()], [])];
                        line.Clear();
                    }
                    else if (block[i] != '\r')
                        line.Append(block[i]);
                }
            if (open || line.Length > 0)
                yield return [Tensor.OfText([line.ToString()], [])];
        }
    }

    private Stream Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}; No such file or directory", path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, _bufferSize);
        return _compression switch
        {
            "GZIP" => new GZipStream(file, CompressionMode.Decompress),
            "ZLIB" => new ZLibStream(file, CompressionMode.Decompress),
            _ => file,
        };
    }
}
