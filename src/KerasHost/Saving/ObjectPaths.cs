using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Metrics;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>
/// The paths of layers in <c>.keras</c> and <c>.weights.h5</c> files: the attributes by which Python reaches them from the model, and for
/// members of lists the class with a number. Mirrors <c>_walk_trackable</c> of tf_keras/src/saving/saving_lib.py and keras/src/saving/saving_lib.py.
/// </summary>
internal static class ObjectPaths
{
    /// <summary>Every layer with variables of its own, with the paths under which files may hold it; the first is what tf_keras writes. Then that of Keras 3.</summary>
    public static List<(Layer Layer, IReadOnlyList<string> Paths, string PathOfKeras3)> Of(Model model)
    {
        var result = new List<(Layer, IReadOnlyList<string>, string)>();
        Visit(model, [""], "", result, []);
        return result;
    }

    /// <summary>The metrics of a compiled model with their paths.</summary>
    public static IEnumerable<(Metric Metric, string Path)> MetricsOf(Model model)
    {
        var names = new NameCounter();
        return model.metrics.Select(metric => (metric, "metrics/" + names.Next(ClassRegistry.ClassName(metric))));
    }

    private static void Visit(Layer layer, IReadOnlyList<string> paths, string pathOfKeras3, List<(Layer, IReadOnlyList<string>, string)> result, HashSet<Layer> visited)
    {
        if (!visited.Add(layer))
            return;
        string? own = OwnSuffix(layer);
        if (own is null || layer.OwnVariables.Any())
            result.Add(own is null ? (layer, paths, pathOfKeras3) : (layer, [.. paths.Select(path => Join(path, own))], Join(pathOfKeras3, own)));
        foreach ((Layer child, string[] suffixes, int third) in Children(layer, visited).ToArray())
            Visit(child, [.. suffixes.SelectMany(suffix => paths.Select(path => Join(path, suffix)))], Join(pathOfKeras3, suffixes[third]), result, visited);
    }

    // A recurrent layer that holds its weights itself has them in Keras's cell.
    private static string? OwnSuffix(Layer layer) =>
        ClassRegistry.ClassName(layer) is "LSTM" or "GRU" or "SimpleRNN" && !layer.Sublayers.Any() ? "cell" : null;

    // The names by which files may call the children, and which of them is Keras 3's.
    private static IEnumerable<(Layer Layer, string[] Suffixes, int OfKeras3)> Children(Layer layer, HashSet<Layer> visited)
    {
        Layer[] inside = layer is Model model ? [.. model.layers] : [.. layer.Sublayers];
        if (IsOfScript(layer))
            return OfScript(layer, inside, visited);
        return (ClassRegistry.ClassName(layer), inside) switch
        {
            ("Bidirectional", [var forward, var backward]) => [(forward, ["forward_layer"], 0), (backward, ["backward_layer"], 0)],
            ("RNN" or "LSTM" or "GRU" or "SimpleRNN", [var cell]) => [(cell, ["cell"], 0)],
            ("StackedRNNCells", _) => Listed("cells", inside),
            (_, [var function]) when layer.HeldActivation == function => [(function, ["activation"], 0)],
            (_, [var wrapped]) when layer is not Model => [(wrapped, ["layer"], 0)],
            _ => Listed("layers", inside),
        };
    }

    private static IEnumerable<(Layer Layer, string[] Suffixes, int OfKeras3)> Listed(string list, Layer[] layers)
    {
        var names = new NameCounter();
        return [.. layers.Select(layer => (layer, new[] { $"{list}/{names.Next(ClassRegistry.ClassName(layer))}" }, 0))];
    }

    // tf_keras goes through the attributes from z to a, so those before "layers" are reached through that list, which a model of a script has too;
    // Keras 3 goes from a to z.
    private static IEnumerable<(Layer Layer, string[] Suffixes, int OfKeras3)> OfScript(Layer layer, Layer[] inside, HashSet<Layer> visited)
    {
        var fields = new List<(string Path, Layer Layer)>();
        foreach (var group in layer.NamedFields<Layer>().GroupBy(field => (field.Field, InList: field.Key is not null)))
        {
            var names = new NameCounter();
            foreach ((string field, string? key, Layer value) in group)
                fields.Add((key is not null ? $"{field}/{names.Next(ClassRegistry.ClassName(value))}" : field, value));
        }
        bool hasList = layer is Model;
        var late = fields.Where(field => !hasList || string.CompareOrdinal(field.Path, "layers") > 0).ToDictionary(field => field.Path, field => field.Layer);
        var all = new NameCounter();
        var rest = new NameCounter();
        foreach (Layer child in inside)
        {
            if (visited.Contains(child))
                continue;
            string name = ClassRegistry.ClassName(child);
            string listed = "layers/" + all.Next(name);
            string[] attributes = [.. fields.Where(field => field.Layer == child).Select(field => field.Path)];
            // Where the class has no list, both know the attributes alone.
            yield return late.ContainsValue(child)
                ? (child, [.. attributes, listed], hasList ? attributes.Length : 0)
                : (child, ["layers/" + rest.Next(name), .. attributes, listed], 1);
        }
    }

    private static bool IsOfScript(Layer layer) => layer.GetType().Assembly != typeof(Layer).Assembly;

    private static string Join(string path, string part) => path.Length == 0 ? part : $"{path}/{part}";

    /// <summary>Numbers names as Keras does within a list: <c>dense</c>, <c>dense_1</c>.</summary>
    private sealed class NameCounter
    {
        private readonly Dictionary<string, int> _used = [];

        public string Next(string className)
        {
            string name = LayerNames.ToSnakeCase(className);
            int count = _used.GetValueOrDefault(name);
            _used[name] = count + 1;
            return count == 0 ? name : $"{name}_{count}";
        }
    }
}
