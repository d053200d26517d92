using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using KerasHost.Formats.Protobuf;
using KerasHost.Formats.TfCheckpoint;

namespace KerasHost.Formats.Events;

/// <summary>
/// A file of events as TensorBoard reads it (tensorflow/core/util/event.proto): records of summaries, each of a tag, a step and a tensor,
/// with the part of TensorBoard that shows it.
/// </summary>
/// <remarks>Records are appended while training runs, so that TensorBoard shows them at once; a file that is cut off is good up to there.</remarks>
public sealed class EventFile : IDisposable
{
    private static int s_files;

    private readonly FileStream _stream;

    /// <summary>Makes a new file in a folder, which is made too.</summary>
    /// <param name="folder">The folder.</param>
    public EventFile(string folder)
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Join(folder, string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref s_files) - 1}.v2"));
        _stream = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        ProtoWriter version = Event(0);
        version.Add(3, "brain.Event:2");
        RecordWriter.Write(_stream, version.ToArray());
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>A number.</summary>
    public void Scalar(string tag, float value, long step) =>
        Write(tag, step, "scalars", [], Tensor(DTypeCode.Float32, [], MemoryMarshal.AsBytes<float>([value])));

    /// <summary>How numbers are distributed: rows of left end, right end and count, in columns of equal width.</summary>
    /// <param name="tag">The name.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="step">The step.</param>
    /// <param name="buckets">How many columns.</param>
    public void Histogram(string tag, ReadOnlySpan<double> values, long step, int buckets = 30)
    {
        double[] rows = Buckets(values, buckets);
        Write(tag, step, "histograms", [], Tensor(DTypeCode.Float64, [buckets, 3], MemoryMarshal.AsBytes<double>(rows)));
    }

    /// <summary>A text for one part of TensorBoard.</summary>
    /// <param name="tag">The name.</param>
    /// <param name="text">The text.</param>
    /// <param name="step">The step.</param>
    /// <param name="plugin">The part of TensorBoard.</param>
    /// <param name="content">What that part is told.</param>
    public void Text(string tag, string text, long step, string plugin, ReadOnlySpan<byte> content)
    {
        var tensor = new ProtoWriter();
        tensor.Add(1, TensorFlowType.NumberOf(DTypeCode.String));
        tensor.Add(2, new ProtoWriter());
        tensor.AddBytes(8, Encoding.UTF8.GetBytes(text));
        Write(tag, step, plugin, content, tensor);
    }

    /// <summary>Hands what was written to the system.</summary>
    public void Flush() => _stream.Flush();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>The rows of <see cref="Histogram"/>, as tensorboard/plugins/histogram/summary_v2.py makes them.</summary>
    internal static double[] Buckets(ReadOnlySpan<double> values, int buckets)
    {
        var rows = new double[buckets * 3];
        if (values.Length == 0)
            return rows;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        double range = high - low;
        if (range == 0)
        {
            // All numbers are the same: empty columns, and one that holds them.
            for (int i = 0; i < buckets; i++)
                (rows[i * 3], rows[i * 3 + 1]) = (low, high);
            rows[^1] = values.Length;
            return rows;
        }
        double width = range / buckets;
        for (int i = 0; i < buckets; i++)
        {
            rows[i * 3] = low + i * width;
            rows[i * 3 + 1] = i == buckets - 1 ? high : low + (i + 1) * width;
        }
        foreach (double value in values)
            rows[Math.Min((int)Math.Floor((value - low) / width), buckets - 1) * 3 + 2]++;
        return rows;
    }

    private static ProtoWriter Tensor(DTypeCode type, int[] dims, ReadOnlySpan<byte> content)
    {
        var shape = new ProtoWriter();
        foreach (int size in dims)
        {
            var dim = new ProtoWriter();
            dim.Add(1, size);
            shape.Add(2, dim);
        }
        var tensor = new ProtoWriter();
        tensor.Add(1, TensorFlowType.NumberOf(type));
        tensor.Add(2, shape);
        tensor.AddBytes(4, content);
        return tensor;
    }

    private static ProtoWriter Event(long step)
    {
        var written = new ProtoWriter();
        written.AddDouble(1, (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds);
        written.Add(2, step);
        return written;
    }

    private void Write(string tag, long step, string plugin, ReadOnlySpan<byte> content, ProtoWriter tensor)
    {
        var part = new ProtoWriter();
        part.Add(1, plugin);
        if (content.Length > 0)
            part.AddBytes(2, content);
        var metadata = new ProtoWriter();
        metadata.Add(1, part);
        var value = new ProtoWriter();
        value.Add(1, tag);
        value.Add(8, tensor);
        value.Add(9, metadata);
        var summary = new ProtoWriter();
        summary.Add(1, value);
        ProtoWriter written = Event(step);
        written.Add(5, summary);
        RecordWriter.Write(_stream, written.ToArray());
    }
}
