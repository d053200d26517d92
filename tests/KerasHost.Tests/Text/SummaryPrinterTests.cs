using System.Text.Json;
using KerasHost.Text;

namespace KerasHost.Tests.Text;

public class SummaryPrinterTests
{
    public static TheoryData<string> Models => [.. RecordedText.Cases("summary").Select(c => c.GetProperty("model").GetString()!)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Prints_what_the_reference_printed(string model)
    {
        JsonElement recorded = RecordedText.Cases("summary").Single(c => c.GetProperty("model").GetString() == model);
        var table = new SummaryTable(
            model,
            Rows(recorded.GetProperty("rows")),
            recorded.GetProperty("connected").GetBoolean(),
            recorded.GetProperty("trainable_count").GetInt64(),
            recorded.GetProperty("trainable_bytes").GetInt64(),
            recorded.GetProperty("non_trainable_count").GetInt64(),
            recorded.GetProperty("non_trainable_bytes").GetInt64());
        foreach (JsonElement run in recorded.GetProperty("runs").EnumerateArray())
        {
            List<string> lines = [];
            if (run.TryGetProperty("error", out JsonElement error))
            {
                Assert.Equal(error.GetString(), Assert.Throws<KerasValueException>(() => Print(table, run.GetProperty("options"), lines.Add)).Message);
                Assert.Empty(lines);
                continue;
            }
            Print(table, run.GetProperty("options"), lines.Add);
            Assert.Equal(run.GetProperty("lines").EnumerateArray().Select(l => l.GetString()!), lines);
        }
    }

    [Fact]
    public void Memory_sizes_are_written_as_the_reference_writes_them()
    {
        foreach (JsonElement recorded in RecordedText.Cases("memory"))
            Assert.Equal(recorded.GetProperty("text").GetString(), SummaryPrinter.ReadableMemorySize(RecordedText.Number(recorded.GetProperty("bytes"))));
    }

    // Python would loop for ever here.
    [Fact]
    public void Columns_without_room_are_refused()
    {
        var table = new SummaryTable("m", [new SummaryRow("dense", "Dense", "(None, 1)", 2)], false, 2, 8, 0, 0);
        Assert.Throws<KerasValueException>(() => SummaryPrinter.Print(table, positions: [3, 6, 6], printFn: _ => { }));
    }

    [Fact]
    public void Too_few_positions_are_refused()
    {
        var table = new SummaryTable("m", [], true, 0, 0, 0, 0);
        Assert.Contains("4 columns", Assert.Throws<KerasValueException>(() => SummaryPrinter.Print(table, positions: [0.3, 0.6, 1], printFn: _ => { })).Message);
    }

    private static void Print(SummaryTable table, JsonElement options, Action<string> print) => SummaryPrinter.Print(
        table,
        options.TryGetProperty("line_length", out JsonElement length) ? length.GetInt32() : null,
        options.TryGetProperty("positions", out JsonElement positions) ? [.. positions.EnumerateArray().Select(p => p.GetDouble())] : null,
        print,
        options.TryGetProperty("expand_nested", out JsonElement expand) && expand.GetBoolean(),
        options.TryGetProperty("show_trainable", out JsonElement show) && show.GetBoolean(),
        options.TryGetProperty("layer_range", out JsonElement range) ? [.. range.EnumerateArray().Select(r => r.GetString()!)] : null);

    private static List<SummaryRow> Rows(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => new SummaryRow(
            row.GetProperty("name").GetString()!,
            row.GetProperty("class_name").GetString()!,
            row.GetProperty("output_shape").GetString()!,
            row.GetProperty("params").ValueKind == JsonValueKind.Null ? null : row.GetProperty("params").GetInt64(),
            row.GetProperty("trainable").GetBoolean(),
            Rows(row.GetProperty("nested")),
            [.. row.GetProperty("connections").EnumerateArray().Select(c => c.GetString()!)]))];
}
