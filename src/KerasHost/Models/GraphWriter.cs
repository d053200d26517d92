using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Saving;

namespace KerasHost.Models;

/// <summary>The configuration of a functional model as tf_keras writes it. Mirrors <c>get_network_config</c> of tf_keras/src/engine/functional.py.</summary>
internal static class GraphWriter
{
    /// <summary>Name, layers with their calls, inputs and outputs.</summary>
    public static Config Write(Functional model)
    {
        var numbers = new Dictionary<Node, int>();
        foreach (Layer layer in model.layers)
        {
            int number = FirstNumber(layer);
            foreach (Node node in layer.InboundNodes.Where(model.Graph.Nodes.Contains))
                numbers[node] = number++;
        }
        return new()
        {
            ["name"] = model.name,
            ["trainable"] = model.trainable,
            ["layers"] = model.layers.Select(layer => Entry(layer, numbers)).ToList(),
            ["input_layers"] = Places(model.input, numbers),
            ["output_layers"] = Places(model.output, numbers),
        };
    }

    /// <summary>The number that files give to the first call of a layer: in models one is left out, which Keras once noted when it made them.</summary>
    public static int FirstNumber(Layer layer) => layer is Functional or Sequential { HasInput: true } ? 1 : 0;

    private static object? Entry(Layer layer, Dictionary<Node, int> numbers)
    {
        Config entry = ClassRegistry.Serialize(layer)!;
        entry["name"] = layer.name;
        entry["inbound_nodes"] = layer.InboundNodes.Where(node => numbers.ContainsKey(node) && !node.IsInput).Select(node => Call(node, numbers)).ToList();
        return entry;
    }

    private static object? Places(Tensors tensors, Dictionary<Node, int> numbers) =>
        Functional.Structure(tensors.IsSingle ? [tensors[0]] : tensors, tensor => Place(tensor, numbers));

    private static List<object?> Place(Tensor tensor, Dictionary<Node, int> numbers) => Node.HistoryOf(tensor) is { } history
        ? [history.Node.Layer.name, numbers[history.Node], history.TensorIndex]
        : throw new KerasTypeException($"A layer of the model was called with numbers besides symbolic tensors ({tensor.shape}, {tensor.dtype}), which cannot be written to a configuration. Hold them in a layer.");

    private static object? Call(Node node, Dictionary<Node, int> numbers)
    {
        var arguments = new Config();
        if (node.Call.Training is { } training)
            arguments["training"] = training;
        if (node.Call.Mask is { } mask)
            arguments["mask"] = Place(mask, numbers);
        if (node.Call.InitialState is { } states)
            arguments["initial_state"] = states.Select(state => Place(state, numbers)).ToList();
        if (node.Call.Constants is { } constants)
            arguments["constants"] = constants.Select(constant => Place(constant, numbers)).ToList();
        Tensors inputs = node.Call.Inputs;
        // Keras calls these layers with the states among the inputs and says so.
        if (node.Layer is Bidirectional && inputs.Count > 1)
            (arguments["initial_state"], arguments["constants"]) = (null, null);
        return Functional.Structure(inputs.IsSingle ? [inputs[0]] : inputs, tensor => (List<object?>)[.. Place(tensor, numbers), new Config(arguments)]);
    }
}
