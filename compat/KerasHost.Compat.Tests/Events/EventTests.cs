using System.Buffers.Binary;
using System.Text.Json;
using KerasHost.Callbacks;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;
using KerasHost.Models;
using KerasHost.Numpy;

namespace KerasHost.Compat.Tests.Events;

/// <summary>The event files of the TensorBoard callback hold what those of the reference hold.</summary>
public sealed class EventTests
{
    public static TheoryData<string> Cases => RecordedFiles.Cases("events", "events");

    [Theory, MemberData(nameof(Cases))]
    public void Summaries_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("events", name);
        JsonElement arguments = recorded.Call.GetProperty("arguments");
        UpdateFrequency frequency = !arguments.TryGetProperty("update_freq", out JsonElement given) ? default : given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetInt32();
        string folder = Directory.CreateTempSubdirectory("kerashost-events-").FullName;
        try
        {
            keras.backend.clear_session();
            keras.utils.set_random_seed(recorded.Seed!.Value);
            NDArray x = np.arange(20).reshape(10, 2).astype("float32") / 20, y = np.arange(10).astype("float32") / 5;
            Sequential model = keras.Sequential([keras.layers.Dense(3, input_shape: [2]), keras.layers.Dense(1)]);
            model.compile(keras.optimizers.SGD(0.1), "mse", metrics: ["mae"]);
            model.fit(x, y, epochs: 2, batch_size: 4, verbose: 0, validation_data: (x, y), callbacks: [keras.callbacks.TensorBoard(folder,
                histogram_freq: arguments.TryGetProperty("histogram_freq", out JsonElement every) ? every.GetInt32() : 0,
                write_graph: !arguments.TryGetProperty("write_graph", out JsonElement graph) || graph.GetBoolean(), update_freq: frequency)]);
            foreach (JsonProperty part in recorded.Call.GetProperty("folders").EnumerateObject())
            {
                List<Summary> found = [.. Directory.GetFiles(Path.Join(folder, part.Name)).Order(StringComparer.Ordinal).SelectMany(Read)];
                // tf_keras documents the values of batches, but writes them only together with the speed.
                found.RemoveAll(summary => summary.Tag.StartsWith("batch_", StringComparison.Ordinal) && frequency.Batches is { } batches && summary.Step % batches == 0);
                Same(part.Value, found);
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static void Same(JsonElement expected, List<Summary> found)
    {
        Assert.Equal(expected.EnumerateArray().Select(e => $"{e.GetProperty("plugin")} {e.GetProperty("tag")} {e.GetProperty("step")} {string.Join(',', e.GetProperty("shape").EnumerateArray())}").Order(StringComparer.Ordinal),
            found.Select(s => $"{s.Plugin} {s.Tag} {s.Step} {string.Join(',', s.Dims)}").Order(StringComparer.Ordinal));
        foreach (JsonElement e in expected.EnumerateArray())
        {
            Summary same = found.Single(s => s.Tag == e.GetProperty("tag").GetString() && s.Step == e.GetProperty("step").GetInt64());
            ArrayAssert.Close([.. e.GetProperty("numbers").EnumerateArray().Select(n => n.GetDouble())], same.Numbers, new Tolerance(1e-5), same.Tag);
        }
    }

    private static List<Summary> Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var result = new List<Summary>();
        for (int at = 0; at < bytes.Length;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
            if (Event(bytes.AsSpan(at + 12, length)) is { } summary)
                result.Add(summary);
            at += 12 + length + 4;
        }
        return result;
    }

    private static Summary? Event(ReadOnlySpan<byte> record)
    {
        var reader = new ProtoReader(new FieldReader(record, "event", 0));
        long step = 0;
        Summary? summary = null;
        while (reader.Next("event"))
            if (reader.Number == 2)
                step = reader.ReadInt64("step");
            else if (reader.Number == 5)
            {
                ProtoReader values = reader.ReadMessage("summary");
                Assert.True(values.Next("summary"));
                summary = Value(values.ReadMessage("value"));
            }
            else
                reader.Skip();
        return summary is null ? null : summary with { Step = step };
    }

    private static Summary Value(ProtoReader reader)
    {
        string tag = "", plugin = "";
        int type = 0;
        List<long> dims = [];
        byte[] content = [];
        while (reader.Next("value"))
            switch (reader.Number)
            {
                case 1: tag = reader.ReadString("tag"); break;
                case 8:
                    ProtoReader tensor = reader.ReadMessage("tensor");
                    while (tensor.Next("tensor"))
                        switch (tensor.Number)
                        {
                            case 1: type = tensor.ReadInt32("type"); break;
                            case 2:
                                ProtoReader shape = tensor.ReadMessage("shape");
                                while (shape.Next("shape"))
                                {
                                    ProtoReader dim = shape.ReadMessage("dim");
                                    Assert.True(dim.Next("dim"));
                                    dims.Add(dim.ReadInt64("size"));
                                }
                                break;
                            case 4: content = tensor.ReadBytes("content").ToArray(); break;
                            default: tensor.Skip(); break;
                        }
                    break;
                case 9:
                    ProtoReader metadata = reader.ReadMessage("metadata");
                    while (metadata.Next("metadata"))
                    {
                        ProtoReader data = metadata.ReadMessage("plugin");
                        while (data.Next("plugin"))
                            if (data.Number == 1)
                                plugin = data.ReadString("name");
                            else
                                data.Skip();
                    }
                    break;
                default: reader.Skip(); break;
            }
        double[] numbers = type == 1 ? [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(content).ToArray().Select(n => (double)n)]
            : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(content).ToArray();
        return new(plugin, tag, 0, dims, numbers);
    }

    private sealed record Summary(string Plugin, string Tag, long Step, List<long> Dims, double[] Numbers);
}
