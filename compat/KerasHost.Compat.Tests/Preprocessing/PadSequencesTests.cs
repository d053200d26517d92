using System.Collections;
using System.Text.Json;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Formats.Npy;
using KerasHost.Numpy;
using KerasHost.Preprocessing;

namespace KerasHost.Compat.Tests.Preprocessing;

public sealed class PadSequencesTests
{
    public static TheoryData<string> Values => RecordedFiles.Cases("pad_sequences", "pad_sequences");

    public static TheoryData<string> Errors => RecordedFiles.Cases("pad_sequences", "pad_sequences_error", call => call.GetProperty("sequences").ValueKind == JsonValueKind.Array);

    [Theory, MemberData(nameof(Values))]
    public void Values_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("pad_sequences", name);
        NDArray result = Call(recorded);
        Assert.Equal(recorded.String("dtype"), result.dtype.name);
        if (recorded.Call.TryGetProperty("result", out JsonElement values))
        {
            Assert.Equal(values.GetRawText().Replace("\"", "'", StringComparison.Ordinal), Printing.PythonText.Repr(result.tolist()));
            return;
        }
        NpyArray expected = recorded["y"];
        ArrayAssert.Close(expected, result.shape, result.astype(DType.Float64).flatten().ToArray<double>(), Tolerance.Exact, name);
    }

    [Theory, MemberData(nameof(Errors))]
    public void Errors_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("pad_sequences", name);
        var e = Assert.Throws<KerasValueException>(() => Call(recorded));
        Assert.Equal(recorded.Text, e.Message);
    }

    private static NDArray Call(RecordedCase recorded)
    {
        JsonElement args = recorded.Call.GetProperty("args");
        string? Text(string key) => args.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;
        return SequencePadding.pad_sequences(
            (IEnumerable)Value(recorded.Call.GetProperty("sequences")),
            maxlen: args.TryGetProperty("maxlen", out JsonElement maxlen) ? maxlen.GetInt32() : null,
            dtype: Text("dtype") is { } dtype ? (DType?)DType.Parse(dtype) : null,
            padding: Text("padding") ?? "pre",
            truncating: Text("truncating") ?? "pre",
            value: args.TryGetProperty("value", out JsonElement fill) ? NestedValues.ToArray(Value(fill)) : null);
    }

    private static object Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.Number when value.GetRawText().Contains('.', StringComparison.Ordinal):
                return value.GetDouble();
            case JsonValueKind.Number:
                return value.GetInt32();
            default:
                object[] items = [.. value.EnumerateArray().Select(Value)];
                return Array.TrueForAll(items, item => item is int) ? Array.ConvertAll(items, item => (int)item) : new List<object>(items);
        }
    }
}
