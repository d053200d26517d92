using System.Globalization;
using System.Text.Json;
using KerasHost.Compat.Tests.Recorded;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>compat/DIFFERENCES.md lists every class and function whose numbers are others in Keras 3.</summary>
public sealed class DifferencesTests
{
    public static TheoryData<string> Families => RecordedFiles.Cases("keras3", "keras3");

    [Theory, MemberData(nameof(Families))]
    public void Every_recorded_difference_is_listed(string family)
    {
        string section = Section($"\n**{family}**\n");
        JsonElement call = RecordedCase.Load("keras3", family).Call;
        string[] missing = [.. new[] { "different", "absent" }.SelectMany(key => call.GetProperty(key).EnumerateObject()).Select(item => item.Name).Distinct()
            .Where(name => !section.Contains($"`{name}`", StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Families))]
    public void The_numbers_of_cases_are_those_recorded(string family)
    {
        JsonElement call = RecordedCase.Load("keras3", family).Call;
        string row = string.Create(CultureInfo.InvariantCulture, $"| {call.GetProperty("cases").GetInt32()} | {call.GetProperty("agree").GetInt32()} |");
        Assert.Contains(Text.Split('\n'), line => line.StartsWith($"| {family}", StringComparison.Ordinal) && line.EndsWith(row, StringComparison.Ordinal));
    }

    private static string Text => File.ReadAllText(Path.Join(RecordedFiles.Repository, "compat", "DIFFERENCES.md"));

    // From a heading to the next.
    private static string Section(string heading)
    {
        int from = Text.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(from >= 0, heading);
        int to = Text.IndexOf("\n**", from + heading.Length, StringComparison.Ordinal);
        return to < 0 ? Text[from..] : Text[from..to];
    }
}
