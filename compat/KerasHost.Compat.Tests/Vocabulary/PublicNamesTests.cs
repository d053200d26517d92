using System.Globalization;
using System.Text.Json;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Export;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>
/// Every public name of the reference in these modules is here, with the same arguments in the same order and the same defaults, or stands
/// in a list with the reason.
/// </summary>
public sealed class PublicNamesTests
{
    private static readonly Dictionary<string, string> s_absent = new()
    {
        ["keras.metrics.experimental"] = "an empty module that the reference keeps for PyMetric, which calls Python code",
        ["keras.optimizers.experimental"] = "the optimizers once more, under the name they had before Keras 2.11",
        ["keras.losses.Reduction"] = "a class of texts: reductions are written as texts, \"sum\"",
        ["keras.losses.Loss"] = "abstract: a script derives from the type KerasHost.Losses.Loss",
        ["keras.metrics.Metric"] = "abstract: a script derives from the type KerasHost.Metrics.Metric",
        ["keras.initializers.Initializer"] = "abstract: a script derives from the type KerasHost.Initializers.Initializer",
        ["keras.regularizers.Regularizer"] = "abstract: a script derives from the type KerasHost.Regularizers.Regularizer",
        ["keras.constraints.Constraint"] = "abstract: a script derives from the type KerasHost.Constraints.Constraint",
        ["keras.optimizers.Optimizer"] = "abstract: a script derives from the type KerasHost.Optimizers.Optimizer",
        ["keras.optimizers.legacy.Optimizer"] = "abstract: a script derives from the type KerasHost.Optimizers.Legacy.LegacyOptimizer",
        ["keras.optimizers.schedules.LearningRateSchedule"] = "abstract: a script derives from the type KerasHost.Optimizers.Schedules.LearningRateSchedule",
    };

    // Arguments that are not here or that have another default, with the reason.
    private static readonly Dictionary<string, string> s_otherArguments = [];

    private static readonly string[] s_modules =
        ["activations", "losses", "metrics", "optimizers", "optimizers.legacy", "optimizers.schedules", "initializers", "regularizers", "constraints"];

    public static TheoryData<string> Modules => [.. s_modules];

    [Theory, MemberData(nameof(Modules))]
    public void Every_public_name_is_here_or_has_a_reason(string module)
    {
        HashSet<string> here = [.. ExportedNames.All.Select(name => name.Path)];
        var missing = Names(module).Where(item => !here.Contains(item.Name) && !(item.Value.GetProperty("is").GetString() == "module" && here.Any(path => path.StartsWith(item.Name + ".", StringComparison.Ordinal))))
            .Select(item => item.Name).Where(name => !s_absent.ContainsKey(name));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_reason_is_still_needed()
    {
        HashSet<string> constructible = [.. ExportedNames.All.Where(name => name.Parameters is not null || name.Kind != "class").Select(name => name.Path)];
        string[] here = [.. s_absent.Keys.Where(constructible.Contains)];
        Assert.Empty(here);
        HashSet<string> known = [.. s_modules.SelectMany(Names).Select(item => item.Name)];
        string[] unknown = [.. s_absent.Keys.Where(name => !known.Contains(name))];
        Assert.Empty(unknown);
        Assert.Empty(s_otherArguments.Keys.Except(s_modules.SelectMany(Differences).Select(difference => difference.Key)));
    }

    [Theory, MemberData(nameof(Modules))]
    public void Arguments_have_the_references_names_order_and_defaults(string module) =>
        Assert.Empty(Differences(module).Where(difference => !s_otherArguments.ContainsKey(difference.Key)).Select(difference => $"{difference.Key}: {difference.What}"));

    private static IEnumerable<(string Key, string What)> Differences(string module)
    {
        foreach ((string path, JsonElement value) in Names(module))
        {
            if (!value.TryGetProperty("parameters", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
                continue;
            // Several constructors share a name: the longest one has all arguments.
            ExportedName? here = ExportedNames.All.Where(name => name.Path == path && name.Parameters is not null).OrderByDescending(name => name.Parameters!.Length).FirstOrDefault();
            if (here is null)
                continue;
            int last = -1;
            foreach (JsonElement parameter in list.EnumerateArray())
            {
                string name = parameter.GetProperty("name").GetString()!;
                if (name.StartsWith('*'))
                    continue;
                int at = Array.IndexOf(here.Parameters!, name);
                if (at < 0)
                    yield return ($"{path}({name})", "is not here");
                else if (at < last)
                    yield return ($"{path}({name})", "stands in another order");
                else if (Same(parameter, here.Defaults![at]) is { } difference)
                    yield return ($"{path}({name})", difference);
                last = Math.Max(last, at);
            }
        }
    }

    private static string? Same(JsonElement parameter, string? here)
    {
        string? wanted = !parameter.TryGetProperty("default", out JsonElement value) ? null : value.ValueKind switch
        {
            JsonValueKind.Null => "None",
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => $"'{value.GetString()}'",
            JsonValueKind.Object => value.GetProperty("python").GetString(),
            _ => value.GetRawText(),
        };
        string? found = here switch
        {
            null => null,
            "null" or "default" => "None",
            "true" => "True",
            "false" => "False",
            _ => here.Replace('"', '\''),
        };
        bool equal = wanted == found
            || (wanted is not null && found is not null && double.TryParse(wanted, CultureInfo.InvariantCulture, out double a) && double.TryParse(found.TrimEnd('d', 'D', 'f', 'F', 'L'), CultureInfo.InvariantCulture, out double b) && a == b);
        return equal ? null : $"has the default {found ?? "(required)"} instead of {wanted ?? "(required)"}";
    }

    private static IEnumerable<(string Name, JsonElement Value)> Names(string module) =>
        RecordedCase.Load("api", module).Call.GetProperty("names").EnumerateObject().Select(item => ($"keras.{module}.{item.Name}", item.Value));
}
