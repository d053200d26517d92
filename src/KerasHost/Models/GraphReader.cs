using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Printing;
using KerasHost.Saving;

namespace KerasHost.Models;

/// <summary>
/// Makes the layers of a functional model and calls them as its configuration says, in the forms of Keras 1, 2 and 3. Mirrors
/// <c>reconstruct_from_config</c> of tf_keras/src/engine/functional.py and <c>functional_from_config</c> of keras/src/models/functional.py.
/// </summary>
internal sealed class GraphReader
{
    private readonly Dictionary<string, Entry> _entries = [];

    private GraphReader(Config config)
    {
        List<Config> layers = ConfigReader.List<Config>(config, "layers");
        HashSet<string> masks = MaskOperations(layers);
        foreach (Config described in layers)
        {
            if (described.GetValueOrDefault("name") is string operation && masks.Contains(operation))
                continue;
            Layer layer = ClassRegistry.Deserialize<Layer>(described);
            string name = described.GetValueOrDefault("name") as string ?? layer.name;
            var calls = new Queue<CallReader>(Items(described.GetValueOrDefault("inbound_nodes")).Select(call => new CallReader(call, layer, masks)));
            if (!_entries.TryAdd(name, new(name, layer, calls)))
                throw new KerasValueException($"The name \"{name}\" is used several times in the model. All layer names should be unique.");
        }
        // A number that is never used tells where the numbers of a layer's calls begin.
        var used = _entries.Values.SelectMany(entry => entry.Calls).SelectMany(call => call.Places).Concat(CallReader.PlacesIn(config.GetValueOrDefault("output_layers"))).ToHashSet();
        foreach (Entry entry in _entries.Values)
            entry.First = used.Any(place => place.Layer == entry.Name && place.Node == 0) ? 0
                : used.Any(place => place.Layer == entry.Name && place.Node >= entry.Calls.Count) ? 1
                : GraphWriter.FirstNumber(entry.Layer);
    }

    /// <summary>The inputs and outputs of the model.</summary>
    /// <exception cref="KerasValueException">The calls do not fit together.</exception>
    public static (Tensors Inputs, Tensors Outputs) Read(Config config)
    {
        var reader = new GraphReader(config);
        reader.CallLayers();
        return (reader.Tensors(config, "input_layers"), reader.Tensors(config, "output_layers"));
    }

    // Keras 3 writes down how an embedding computes its mask. Here tensors carry their masks.
    private static HashSet<string> MaskOperations(List<Config> layers)
    {
        var masks = new HashSet<string>();
        foreach (Config described in layers)
            if (described.GetValueOrDefault("module") is string module && module.StartsWith("keras.src.ops.", StringComparison.Ordinal) && described.GetValueOrDefault("name") is string name)
            {
                if (described.GetValueOrDefault("class_name") is not "NotEqual")
                    throw new KerasValueException($"The model computes '{described.GetValueOrDefault("class_name")}' (as '{name}') outside of a layer, which is not supported here: of Keras 3's operations only the mask of an embedding is. Use layers such as keras.layers.Add or a layer of your own in Python.");
                masks.Add(name);
            }
        return masks;
    }

    // A call waits for the calls whose outputs it takes; the calls of a layer come in their order.
    private void CallLayers()
    {
        var ready = new Queue<Entry>(_entries.Values);
        var waiting = new Dictionary<Entry, List<Entry>>();
        while (ready.TryDequeue(out Entry? entry))
            while (entry.Calls.TryPeek(out CallReader? call))
            {
                if (call.Places.Select(Missing).FirstOrDefault(missing => missing is not null) is { } awaited)
                {
                    if (!waiting.TryGetValue(awaited, out List<Entry>? others))
                        waiting[awaited] = others = [];
                    others.Add(entry);
                    break;
                }
                entry.Calls.Dequeue();
                call.Run(Tensor);
                entry.Nodes.Add(entry.Layer.InboundNodes[^1]);
                if (waiting.Remove(entry, out List<Entry>? released))
                    foreach (Entry other in released)
                        ready.Enqueue(other);
            }
        if (_entries.Values.Where(entry => entry.Calls.Count > 0).ToArray() is { Length: > 0 } left)
            throw new KerasValueException($"Invalid Functional model configuration. The graph of the Functional model either has loops or disconnected nodes. The following nodes failed to be resolved: {PythonText.Repr(left.Select(entry => entry.Name).ToArray())}");
    }

    private Entry? Missing(TensorPlace place)
    {
        Entry entry = Find(place);
        return entry.Layer is InputLayer || place.Node - entry.First < entry.Nodes.Count ? null : entry;
    }

    private Entry Find(TensorPlace place) => _entries.GetValueOrDefault(place.Layer)
        ?? throw new KerasValueException($"Invalid Functional model configuration. Missing node: {place.Layer}");

    private Tensor Tensor(TensorPlace place)
    {
        Entry entry = Find(place);
        Tensors made = entry.Layer is InputLayer input ? input.Symbol
            : entry.Nodes.ElementAtOrDefault(place.Node - entry.First)?.Outputs ?? throw new KerasValueException($"Invalid Functional model configuration: layer '{place.Layer}' has no call of number {place.Node}.");
        return place.Tensor >= 0 && place.Tensor < made.Count ? made[place.Tensor]
            : throw new KerasValueException($"Invalid Functional model configuration: a call of layer '{place.Layer}' has {made.Count} outputs, none of number {place.Tensor}.");
    }

    private Tensors Tensors(Config config, string key) => config.GetValueOrDefault(key) switch
    {
        Config named => new Tensors(named.ToDictionary(pair => pair.Key, pair => Tensor(CallReader.Place(pair.Value)))),
        List<object?> list when CallReader.IsPlace(list) => Tensor(CallReader.Place(list)),
        List<object?> list => new Tensors(list.ConvertAll(item => Tensor(CallReader.Place(item)))),
        var other => throw new KerasValueException($"The configuration's key '{key}' must be a list. Received: {PythonText.Repr(other)}"),
    };

    private static List<object?> Items(object? value) => value switch
    {
        null => [],
        List<object?> list => list,
        _ => throw new KerasValueException($"Improperly formatted model config: inbound_nodes={PythonText.Repr(value)}"),
    };

    private sealed class Entry(string name, Layer layer, Queue<CallReader> calls)
    {
        public string Name => name;

        public Layer Layer => layer;

        public Queue<CallReader> Calls => calls;

        public List<Node> Nodes { get; } = [];

        public int First { get; set; }
    }
}
