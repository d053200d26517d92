using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>
/// Weights of Keras's layers and parameters of PyTorch's modules: Embedding, Dense and Linear, SimpleRNN and RNN, LSTM, GRU, one direction or
/// both. PyTorch multiplies by transposed matrices, has two biases, and in a GRU the reset gate first; Keras's GRU must have
/// <c>reset_after</c>. See the documentation of torch.nn.LSTM and torch.nn.GRU for the equations.
/// </summary>
internal static class TorchMap
{
    // Where each gate of Keras's GRU (update, reset, candidate) is in PyTorch's (reset, update, candidate), and the other way round.
    private static readonly int[] s_gatesOfGru = [1, 0, 2];

    /// <summary>Compares a model with a state dict.</summary>
    /// <param name="stateDict">The arrays in the order of the state dict.</param>
    /// <param name="model">The model.</param>
    /// <param name="names">The module for each layer by its name; null where both have the same order.</param>
    /// <param name="load">Takes what goes where, and what does not fit.</param>
    public static void Load(IEnumerable<StoredWeight> stateDict, Model model, IReadOnlyDictionary<string, string>? names, WeightLoad load)
    {
        List<TorchModule> modules = TorchModule.All(stateDict);
        Layer[] layers = [.. Layers(model)];
        if (names is null && modules.Count != layers.Length)
        {
            load.Differs($"The model has {layers.Length} layers with weights ({string.Join(", ", layers.Select(layer => $"'{layer.name}'"))}), the state dict has {modules.Count} modules or levels of recurrent modules ({string.Join(", ", modules)})");
            return;
        }
        var left = new List<TorchModule>(modules);
        foreach (Layer layer in layers)
        {
            string? wanted = names is null ? left[0].Prefix : names.GetValueOrDefault(layer.name);
            TorchModule? module = left.Find(module => module.Prefix == wanted);
            if (module is null)
            {
                load.Differs(wanted is null ? $"The names tell no module for layer '{layer.name}'" : $"Missing in the state dict: module '{wanted}' for layer '{layer.name}'");
                continue;
            }
            left.Remove(module);
            LoadLayer(layer, module, load);
        }
        foreach (TorchModule module in left)
            load.Differs($"Unexpected in the state dict: module {module} with {module.Describe()}");
    }

    /// <summary>A model's weights as a state dict.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">The module for each layer by its name, the levels of one recurrent module under one name; null for the layers' names.</param>
    /// <exception cref="KerasValueException">A layer has no counterpart in PyTorch.</exception>
    public static List<(string Name, Tensor Value)> Save(Model model, IReadOnlyDictionary<string, string>? names)
    {
        var levels = new Dictionary<string, int>();
        var result = new List<(string, Tensor)>();
        foreach (Layer layer in Layers(model))
        {
            if (Kind(layer) is not { } kind)
                throw new KerasValueException(Unknown(layer));
            string module = names is null ? layer.name : names.GetValueOrDefault(layer.name) ?? throw new KerasValueException($"The names tell no module for layer '{layer.name}'.");
            int level = levels.GetValueOrDefault(module);
            levels[module] = level + 1;
            if (level > 0 && kind is "Dense" or "Embedding")
                throw new KerasValueException($"Two layers have the module '{module}'; only levels of a recurrent one share a name.");
            foreach ((Layer part, string suffix) in Directions(layer))
                foreach ((string name, Tensor value) in SavePart(kind, part))
                    result.Add((kind is "Dense" or "Embedding" ? $"{module}.{name}" : FormattableString.Invariant($"{module}.{name}_l{level}{suffix}"), value));
        }
        return result;
    }

    private static void LoadLayer(Layer layer, TorchModule module, WeightLoad load)
    {
        if (Kind(layer) is not { } kind)
        {
            load.Differs(Unknown(layer));
            return;
        }
        var used = new HashSet<string>();
        foreach ((Layer part, string suffix) in Directions(layer))
            foreach ((string name, Variable variable) in Weights(part))
            {
                (string[] sources, Func<StoredWeight[], StoredWeight> convert) = Source(kind, name);
                string[] keys = [.. sources.Select(source => kind is "Dense" or "Embedding" ? source : source + suffix)];
                used.UnionWith(keys);
                if (keys.Where(key => !module.Parameters.ContainsKey(key)).ToArray() is { Length: > 0 } missing)
                    load.Differs($"Missing in the state dict: {string.Join(" and ", missing)} of module {module} for weight {variable.name} of layer '{layer.name}'; the module has {module.Describe()}");
                else
                    load.Add($"'{layer.name}'", variable, convert([.. keys.Select(key => module.Parameters[key])]));
            }
        foreach (string key in module.Parameters.Keys.Where(key => !used.Contains(key)))
            load.Differs($"Unexpected in the state dict: {key} {module.Parameters[key].Shape} of module {module}, which layer '{layer.name}' has no weight for");
    }

    // The arrays from which a weight comes, and how.
    private static (string[] Sources, Func<StoredWeight[], StoredWeight> Convert) Source(string kind, string weight) => (kind, weight) switch
    {
        ("Embedding", _) => (["weight"], from => from[0]),
        ("Dense", "kernel") => (["weight"], from => Transposed(from[0], 1)),
        ("Dense", _) => (["bias"], from => from[0]),
        ("GRU", "kernel") => (["weight_ih"], from => Transposed(from[0], 3)),
        ("GRU", "recurrent_kernel") => (["weight_hh"], from => Transposed(from[0], 3)),
        ("GRU", _) => (["bias_ih", "bias_hh"], from => StoredWeight.Computed(from[0].Name, from[0].DType, [2, .. Sizes(from[0])],
            () => Op.Stack([Gates(from[0].ToTensor()), Gates(from[1].ToTensor())]))),
        (_, "kernel") => (["weight_ih"], from => Transposed(from[0], 1)),
        (_, "recurrent_kernel") => (["weight_hh"], from => Transposed(from[0], 1)),
        _ => (["bias_ih", "bias_hh"], from => StoredWeight.Computed(from[0].Name, from[0].DType, from[0].Shape, () => Op.Add(from[0].ToTensor(), from[1].ToTensor()))),
    };

    private static IEnumerable<(string Name, Tensor Value)> SavePart(string kind, Layer layer)
    {
        Dictionary<string, Variable> weights = Weights(layer).ToDictionary(weight => weight.Name, weight => weight.Variable);
        bool isGru = kind == "GRU";
        if (kind == "Embedding")
            return [("weight", weights["embeddings"].value)];
        var result = new List<(string, Tensor)>();
        if (kind == "Dense")
            result.Add(("weight", Op.Transpose(weights["kernel"].value)));
        else
            foreach ((string name, string weight) in (ReadOnlySpan<(string, string)>)[("weight_ih", "kernel"), ("weight_hh", "recurrent_kernel")])
                result.Add((name, isGru ? Gates(Op.Transpose(weights[weight].value)) : Op.Transpose(weights[weight].value)));
        if (!weights.TryGetValue("bias", out Variable? bias))
            return result;
        if (kind == "Dense")
            result.Add(("bias", bias.value));
        else if (isGru)
            for (int row = 0; row < 2; row++)
                result.Add((row == 0 ? "bias_ih" : "bias_hh", Gates(Op.Reshape(Op.SliceAxis(bias.value, 0, row, 1), [bias.shape.Dims[1]]))));
        else
            result.AddRange([("bias_ih", bias.value), ("bias_hh", Op.Zeros(bias.shape, bias.dtype))]);
        return result;
    }

    private static StoredWeight Transposed(StoredWeight stored, int gates)
    {
        Shape shape = stored.Shape.Rank == 2 ? [stored.Shape.Dims[1], stored.Shape.Dims[0]] : stored.Shape;
        return StoredWeight.Computed(stored.Name, stored.DType, shape, () => Op.Transpose(gates == 3 ? Gates(stored.ToTensor()) : stored.ToTensor()));
    }

    // Update and reset gate change places along the first axis.
    private static Tensor Gates(Tensor x)
    {
        int units = x.shape.Dims[0] / 3;
        return Op.Concat([.. s_gatesOfGru.Select(gate => Op.SliceAxis(x, 0, gate * units, units))], 0);
    }

    private static int[] Sizes(StoredWeight stored) => [.. stored.Shape.Select(size => size!.Value)];

    // The layers with weights, those of nested models in their places.
    private static IEnumerable<Layer> Layers(Model model) =>
        model.layers.SelectMany(layer => layer is Model nested ? Layers(nested) : layer.weights.Count > 0 ? [layer] : Enumerable.Empty<Layer>());

    private static (Layer Part, string Suffix)[] Directions(Layer layer) => layer switch
    {
        Bidirectional both => [(both.forward_layer, ""), (both.backward_layer, "_reverse")],
        TimeDistributed each => [(each.layer, "")],
        _ => [(layer, "")],
    };

    private static string? Kind(Layer layer)
    {
        Layer part = Directions(layer)[0].Part;
        string name = ClassRegistry.ClassName(part);
        return name switch
        {
            "Dense" or "Embedding" when layer is not Bidirectional => name,
            "SimpleRNN" or "LSTM" when layer is not TimeDistributed && HasSigmoid(part) => name,
            "GRU" when layer is not TimeDistributed && part is GRU { reset_after: true } && HasSigmoid(part) => name,
            _ => null,
        };
    }

    // PyTorch's gates are sigmoids.
    private static bool HasSigmoid(Layer layer) => layer.get_config().GetValueOrDefault("recurrent_activation") is null or "sigmoid";

    private static string Unknown(Layer layer) =>
        $"Layer '{layer.name}' ({ClassRegistry.ClassName(layer)}) has no counterpart in PyTorch. There is one for Embedding, Dense, SimpleRNN, LSTM and GRU with recurrent_activation \"sigmoid\" and reset_after, alone or in Bidirectional";

    private static IEnumerable<(string Name, Variable Variable)> Weights(Layer layer) => layer.weights.Select(variable =>
    {
        string name = NamedRestore.NameOf(variable);
        return (name[(name.LastIndexOf('/') + 1)..], variable);
    });
}
