using System.Collections;
using System.Globalization;
using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Optimizers;
using KerasHost.Optimizers.Legacy;
using KerasHost.TensorFlow;

namespace KerasHost.Saving;

/// <summary>
/// The objects that an object of Python holds, by the names of its attributes: what checkpoints of TensorFlow call variables by. Mirrors
/// <c>_trackable_children</c> of tf_keras's models, layers and optimizers.
/// </summary>
internal static class CheckpointObjects
{
    private static readonly string[] s_hyperparameters =
        ["beta_1", "beta_2", "rho", "momentum", "learning_rate_power", "l1_regularization_strength", "l2_regularization_strength", "beta"];

    /// <summary>The objects within an object: layers, optimizers, variables, lists, constants.</summary>
    public static IEnumerable<(string Name, object Child)> ChildrenOf(object owner) => owner switch
    {
        Checkpoint checkpoint => checkpoint.Tracked,
        Model model => OfModel(model),
        Layer layer => OfLayer(layer),
        LegacyOptimizer optimizer => OfLegacy(optimizer),
        Optimizer optimizer => OfOptimizer(optimizer),
        CheckpointGroup group => group.Members,
        IDictionary pairs => pairs.Cast<DictionaryEntry>().Where(pair => IsTracked(pair.Value)).Select(pair => (string.Create(CultureInfo.InvariantCulture, $"{pair.Key}"), pair.Value!)),
        IEnumerable list and not string => list.Cast<object?>().Index().Where(item => IsTracked(item.Item)).Select(item => (item.Index.ToString(CultureInfo.InvariantCulture), item.Item!)),
        _ => [],
    };

    /// <summary>Whether an object can hold variables.</summary>
    public static bool IsTracked(object? value) => value is Variable or Layer or Optimizer or Checkpoint or CheckpointGroup or CheckpointConstant or (IEnumerable and not string);

    private static IEnumerable<(string Name, object Child)> OfModel(Model model)
    {
        bool isOfScript = model.GetType().Assembly != typeof(Layer).Assembly;
        if (model is Sequential || !isOfScript)
            foreach ((string, object) child in Numbered(model.layers))
                yield return child;
        if (isOfScript)
            foreach ((string, object) child in Fields(model))
                yield return child;
        if (model.CompiledWith is not null)
            yield return ("optimizer", model.optimizer);
    }

    // Layers with weights have numbers of their own, so that others may be put between them.
    private static IEnumerable<(string Name, object Child)> Numbered(IReadOnlyList<Layer> layers)
    {
        int weighted = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].weights.Count > 0)
                yield return (string.Create(CultureInfo.InvariantCulture, $"layer_with_weights-{weighted++}"), layers[i]);
            yield return (string.Create(CultureInfo.InvariantCulture, $"layer-{i}"), layers[i]);
        }
    }

    private static IEnumerable<(string Name, object Child)> OfLayer(Layer layer)
    {
        if (layer.GetType().Assembly != typeof(Layer).Assembly)
            return Fields(layer);
        Layer[] inside = [.. layer.Sublayers];
        return (ClassRegistry.ClassName(layer), inside) switch
        {
            // A recurrent layer that holds its weights itself has them in Keras's cell.
            ("LSTM" or "GRU" or "SimpleRNN", []) => [("cell", new CheckpointGroup(Own(layer)))],
            ("RNN" or "LSTM" or "GRU" or "SimpleRNN", [var cell]) => [.. Own(layer), ("cell", cell)],
            ("Bidirectional", [var forward, var backward]) => [.. Own(layer), ("forward_layer", forward), ("backward_layer", backward)],
            ("StackedRNNCells", _) => [.. Own(layer), ("cells", inside)],
            (_, [var wrapped]) => [.. Own(layer), ("layer", wrapped)],
            (_, []) => Own(layer),
            _ => [.. Own(layer), ("layers", inside)],
        };
    }

    // A weight of Keras's layers is an attribute of its name.
    private static IEnumerable<(string Name, object Child)> Own(Layer layer) => layer.OwnVariables.Select(variable => (ShortName(variable), (object)variable));

    private static IEnumerable<(string Name, object Child)> Fields(Layer layer)
    {
        var members = new List<(string Name, object Child)>();
        var groups = new Dictionary<string, CheckpointGroup>();
        var inFields = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach ((string field, string? key, object value) in layer.NamedFields<Layer>().Select(field => (field.Field, field.Key, (object)field.Value))
            .Concat(layer.NamedFields<Variable>().Select(field => (field.Field, field.Key, (object)field.Value))))
        {
            inFields.Add(value);
            if (key is null)
            {
                members.Add((field, value));
                continue;
            }
            if (!groups.TryGetValue(field, out CheckpointGroup? group))
                members.Add((field, groups[field] = group = new([])));
            group.Add(key, value);
        }
        return [.. members, .. layer.OwnVariables.Where(variable => !inFields.Contains(variable)).Select(variable => (ShortName(variable), (object)variable))];
    }

    private static IEnumerable<(string Name, object Child)> OfOptimizer(Optimizer optimizer) =>
    [
        ("_variables", ListOf(optimizer.variables)),
        ("_iterations", optimizer.iterations),
        (optimizer.learning_rate.Schedule is null ? "_learning_rate" : "_current_learning_rate", optimizer.RateVariable),
        .. BesidesVariables(optimizer),
    ];

    private static (string Name, object Child)[] BesidesVariables(Optimizer optimizer) => optimizer switch
    {
        Optimizers.Nadam { Product: { } product } => [("_u_product", product)],
        Adafactor { built: true } factored => [("_r", ListOf(factored.Means.Rows)), ("_c", ListOf(factored.Means.Columns))],
        _ => [],
    };

    private static CheckpointGroup ListOf(IReadOnlyList<Variable> variables) =>
        new(variables.Index().Select(pair => (pair.Index.ToString(CultureInfo.InvariantCulture), (object)pair.Item)));

    private static IEnumerable<(string Name, object Child)> OfLegacy(LegacyOptimizer optimizer)
    {
        yield return ("iter", optimizer.iterations);
        Config config = optimizer.get_config();
        foreach (string name in (string[])["decay", .. s_hyperparameters])
            if (config.GetValueOrDefault(name) is double value)
                yield return (name, new CheckpointConstant($"{optimizer.name}/{name}", value));
        if (optimizer.learning_rate.Schedule is null)
            yield return ("learning_rate", optimizer.RateVariable);
        foreach (Variable variable in optimizer.variables)
            if (variable != optimizer.iterations && optimizer.Slots.All(slot => slot.Value != variable))
                yield return (ShortName(variable), variable);
    }

    private static string ShortName(Variable variable)
    {
        string name = NamedRestore.NameOf(variable);
        return name[(name.LastIndexOf('/') + 1)..];
    }
}
