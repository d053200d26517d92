using KerasHost.Layers;

namespace KerasHost.Models;

/// <summary>
/// The calls of layers between the inputs and outputs of a functional model, in the order in which they run. Mirrors
/// <c>_map_graph_network</c> of tf_keras/src/engine/functional.py, which decides the order of the layers and so of the weights.
/// </summary>
internal sealed class Graph
{
    private readonly List<Step> _steps = [];
    private readonly int _inputCount;
    private readonly int _count;
    private readonly Tensors _outputs;
    private readonly int[] _outputPlaces;

    /// <summary>The calls that lead from the inputs to the outputs.</summary>
    /// <exception cref="KerasValueException">An output needs another input, or two layers have the same name.</exception>
    public Graph(Tensors inputs, Tensors outputs)
    {
        var order = new Dictionary<Layer, int>();
        List<Node> sorted = DepthFirst.Sort(outputs, tensor =>
        {
            Node node = Node.HistoryOf(tensor)!.Node;
            order.TryAdd(node.Layer, order.Count);
            return node;
        });
        OrderedDictionary<Node, int> depths = Depths(sorted, out OrderedDictionary<Layer, int> layerDepths);
        foreach (Node node in inputs.Select(input => Node.HistoryOf(input)!.Node))
            if (layerDepths.TryAdd(node.Layer, 0))
                (order[node.Layer], depths[node]) = (-1, 0);
        NodesByDepth = [.. depths.GroupBy(pair => pair.Value, pair => pair.Key).OrderByDescending(group => group.Key).Select(group => (IReadOnlyList<Node>)[.. group])];
        Layers = [.. layerDepths.OrderByDescending(pair => pair.Value).ThenBy(pair => order[pair.Key]).Select(pair => pair.Key)];
        Nodes = depths.Keys.ToHashSet();
        if (Layers.GroupBy(layer => layer.name).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new KerasValueException($"The name \"{same.Key}\" is used {same.Count()} times in the model. All layer names should be unique.");

        var places = new Dictionary<Tensor, int>(ReferenceEqualityComparer.Instance);
        foreach (Tensor input in inputs)
            places.Add(input, places.Count);
        _inputCount = places.Count;
        foreach (Node node in NodesByDepth.SelectMany(nodes => nodes).Where(node => !node.IsInput))
        {
            if (node.KerasInputs.FirstOrDefault(tensor => !places.ContainsKey(tensor)) is { } missing)
                throw new KerasValueException($"Graph disconnected: cannot obtain value for tensor {Node.Describe(missing)} at layer \"{node.Layer.name}\". The following previous layers were accessed without issue: {Printing.PythonText.Repr(_steps.Select(step => step.Node.Layer.name).ToArray())}");
            _steps.Add(new(node, [.. node.Call.All.Select(tensor => places.GetValueOrDefault(tensor, -1))], places.Count));
            foreach (Tensor output in node.Outputs)
                places.Add(output, places.Count);
        }
        _count = places.Count;
        _outputs = outputs;
        _outputPlaces = [.. outputs.Select(output => places.TryGetValue(output, out int place) ? place
            : throw new KerasValueException($"Graph disconnected: cannot obtain value for tensor {Node.Describe(output)} at layer \"{Node.HistoryOf(output)!.Node.Layer.name}\". The following previous layers were accessed without issue: []"))];
    }

    /// <summary>The layers, those farthest from the outputs first.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The calls, grouped by the length of the way to the outputs, the longest first.</summary>
    public IReadOnlyList<IReadOnlyList<Node>> NodesByDepth { get; }

    /// <summary>The calls.</summary>
    public IReadOnlySet<Node> Nodes { get; }

    /// <summary>Whether each call has one input and gives it to the next, so that a table needs no column of connections.</summary>
    public bool IsChain => NodesByDepth.All(nodes => nodes is [{ KerasInputs.Count: <= 1 }])
        && Layers.All(layer => layer.InboundNodes.Count(Nodes.Contains) <= 1);

    /// <summary>Computes the outputs.</summary>
    /// <param name="inputs">One for each input.</param>
    /// <param name="training">Whether this is a training step.</param>
    public Tensors Run(Tensor[] inputs, bool training)
    {
        var values = new Tensor[_count];
        inputs.CopyTo(values, 0);
        foreach (Step step in _steps)
        {
            NodeCall call = step.Arguments(values);
            Tensors outputs = step.Node.Layer.apply(call.Inputs, call.Training ?? training, call.Mask, call.InitialState, call.Constants);
            for (int i = 0; i < outputs.Count; i++)
                values[step.FirstOutput + i] = outputs[i];
        }
        return _outputs.With([.. _outputPlaces.Select(place => values[place])]);
    }

    // The depth is the longest way to an output; a layer that is called several times counts with its deepest call.
    private static OrderedDictionary<Node, int> Depths(List<Node> sorted, out OrderedDictionary<Layer, int> layers)
    {
        var depths = new OrderedDictionary<Node, int>();
        layers = [];
        foreach (Node node in sorted.AsEnumerable().Reverse())
        {
            int depth = Math.Max(depths.GetValueOrDefault(node), layers.GetValueOrDefault(node.Layer));
            layers[node.Layer] = depths[node] = depth;
            foreach (Tensor input in node.KerasInputs)
            {
                Node before = Node.HistoryOf(input)!.Node;
                depths[before] = Math.Max(depth + 1, depths.GetValueOrDefault(before));
            }
        }
        return depths;
    }

    /// <summary>A call with the places of its tensors among all values.</summary>
    private sealed class Step(Node node, int[] places, int firstOutput)
    {
        public Node Node => node;

        public int FirstOutput => firstOutput;

        public NodeCall Arguments(Tensor[] values)
        {
            int next = 0;
            return node.Call.Map(constant => places[next++] is >= 0 and var place ? values[place] : constant);
        }
    }
}
