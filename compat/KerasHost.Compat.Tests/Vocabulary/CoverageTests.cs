using System.Text.Json;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Export;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>Every class and function of the training vocabulary that is exported has a recorded case, and every argument one that uses it.</summary>
public sealed class CoverageTests
{
    private static readonly (string Module, string[] Areas)[] s_modules =
    [
        ("keras.losses", ["losses"]), ("keras.metrics", ["metrics"]), ("keras.optimizers", ["optimizers"]), ("keras.optimizers.legacy", ["optimizers"]), ("keras.optimizers.schedules", ["schedules"]),
        ("keras.initializers", ["initializers"]), ("keras.regularizers", ["regularizers"]), ("keras.constraints", ["constraints"]),
    ];

    // Without a recording, with the reason.
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["keras.metrics.MeanMetricWrapper"] = "every mean of a function is one",
        ["keras.regularizers.l1_l2"] = "a function: L1L2 with other defaults, compared by name",
    };

    public static TheoryData<string> Modules => [.. s_modules.Select(module => module.Module)];

    [Theory, MemberData(nameof(Modules))]
    public void Every_class_has_a_recorded_case(string module)
    {
        Dictionary<string, HashSet<string>> recorded = Recorded(module);
        string[] missing = [.. Classes(module).Where(name => !recorded.ContainsKey(name.Class)).Select(name => name.Path).Where(path => !s_elsewhere.ContainsKey(path))];
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Modules))]
    public void Every_argument_of_the_reference_is_used_in_a_recorded_case(string module)
    {
        Dictionary<string, HashSet<string>> recorded = Recorded(module);
        JsonElement names = RecordedCase.Load("api", module["keras.".Length..]).Call.GetProperty("names");
        Assert.Empty(
            from item in names.EnumerateObject()
            where item.Value.GetProperty("is").GetString() == "class" && recorded.ContainsKey(item.Name)
            from parameter in item.Value.GetProperty("parameters").EnumerateArray()
            let name = parameter.GetProperty("name").GetString()!
            where !name.StartsWith('*') && !recorded[item.Name].Contains(name)
            select $"{item.Name}({name})");
    }

    [Fact]
    public void Every_activation_has_a_recorded_case()
    {
        HashSet<string> recorded = [.. RecordedFiles.Index("activations").Where(item => item.Value == "activation").Select(item => RecordedCase.Load("activations", item.Key).String("function")!)];
        // Aliases and what Keras 3 alone has: the first are compared by name, the others with their formula.
        string[] others = ["silu", "hard_swish", "hard_silu", "hard_sigmoid_v3", "get", "serialize", "deserialize"];
        Assert.Empty(ExportedNames.All.Where(name => name.Path.StartsWith("keras.activations.", StringComparison.Ordinal)).Select(name => name.Path["keras.activations.".Length..]).Except(recorded).Except(others));
    }

    [Fact]
    public void Every_function_of_losses_and_metrics_has_a_recorded_case()
    {
        HashSet<string> recorded = [.. RecordedFiles.Index("functions").Keys.Select(key => RecordedCase.Load("functions", key)).Select(item => $"keras.{item.String("module")}.{item.String("name")}")];
        Assert.Empty(ExportedNames.All.Where(name => name.Kind == "function" && (name.Path.StartsWith("keras.losses.", StringComparison.Ordinal) || name.Path.StartsWith("keras.metrics.", StringComparison.Ordinal)))
            .Select(name => name.Path).Where(path => path.Split('.')[^1] is not ("get" or "serialize" or "deserialize")).Except(recorded));
    }

    private static IEnumerable<(string Path, string Class)> Classes(string module) => ExportedNames.All
        .Where(name => name.Kind == "class" && name.Parameters is not null && name.Path[..name.Path.LastIndexOf('.')] == module)
        .Select(name => (name.Path, name.Path[(module.Length + 1)..]))
        // Aliases such as glorot_uniform stand for the class whose recording has another name.
        .Where(name => char.IsUpper(name.Item2[0])).Distinct();

    private static Dictionary<string, HashSet<string>> Recorded(string module)
    {
        var used = new Dictionary<string, HashSet<string>>();
        foreach (string area in s_modules.Single(item => item.Module == module).Areas)
            foreach (string name in RecordedFiles.Index(area).Keys)
            {
                RecordedCase recorded = RecordedCase.Load(area, name);
                if (recorded.String("class") is not { } className || recorded.Call.TryGetProperty("error", out _) || className.StartsWith("legacy.", StringComparison.Ordinal) != module.EndsWith("legacy", StringComparison.Ordinal))
                    continue;
                className = className[(className.LastIndexOf('.') + 1)..];
                if (!used.TryGetValue(className, out HashSet<string>? arguments))
                    used[className] = arguments = [];
                if (recorded.Call.TryGetProperty("config", out JsonElement config))
                    arguments.UnionWith(config.EnumerateObject().Select(item => item.Name));
                // Losses are recorded under every reduction.
                if (area == "losses")
                    arguments.Add("reduction");
            }
        return used;
    }
}
