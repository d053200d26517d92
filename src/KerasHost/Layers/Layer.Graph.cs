namespace KerasHost.Layers;

public abstract partial class Layer
{
    /// <summary>The calls of this layer on symbolic tensors, in their order.</summary>
    internal List<Node> InboundNodes { get; } = [];

    /// <summary>What the layer was first called on in the making of a functional or sequential model; what goes into a model.</summary>
    /// <exception cref="KerasException">It was called on no symbolic tensor yet.</exception>
    public virtual Tensors input => InboundNodes.Count > 0 ? get_input_at(0) : throw new KerasException($"Layer {name} is not connected, no input to return.");

    /// <summary>What the layer gave when it was first called in the making of a functional or sequential model; what comes out of a model.</summary>
    /// <exception cref="KerasException">It was called on no symbolic tensor yet.</exception>
    public virtual Tensors output => InboundNodes.Count > 0 ? get_output_at(0) : throw new KerasException($"Layer {name} has no inbound nodes.");

    /// <summary>What went into one of the layer's calls on symbolic tensors.</summary>
    /// <param name="node_index">Which call, from 0.</param>
    /// <exception cref="KerasException">It was never called on any.</exception>
    /// <exception cref="KerasValueException">There is no such call.</exception>
    public Tensors get_input_at(int node_index) => NodeAt(node_index, "input") is var node && node.IsInput ? node.Outputs : node.Call.Inputs;

    /// <summary>What came out of one of the layer's calls on symbolic tensors.</summary>
    /// <param name="node_index">Which call, from 0.</param>
    /// <exception cref="KerasException">It was never called on any.</exception>
    /// <exception cref="KerasValueException">There is no such call.</exception>
    public Tensors get_output_at(int node_index) => NodeAt(node_index, "output").Outputs;

    /// <summary>The shapes of the outputs as Python prints them; "multiple" when calls gave different ones, and before the first.</summary>
    internal virtual string OutputShapeText => InboundNodes.Select(node => node.OutputShapes).Distinct().ToArray() switch
    {
        [] => output_shape?.ToString() ?? "multiple",
        [var only] => only,
        _ => "multiple",
    };

    private Node NodeAt(int index, string what) =>
        InboundNodes.Count == 0 ? throw new KerasException($"The layer {name} has never been called and thus has no defined {what}.")
        : index < InboundNodes.Count ? InboundNodes[index]
        : throw new KerasValueException($"Asked to get {what} at node {index}, but the layer has only {InboundNodes.Count} inbound nodes.");

    /// <summary>
    /// Whether a call is part of the making of a functional model: then it is noted, and computes shapes on tensors that belong to no model,
    /// so that layers inside note nothing.
    /// </summary>
    private static bool IsConstruction(Tensors inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
            if (Node.HistoryOf(inputs[i]) is not null)
                return true;
        return false;
    }

    private Tensors Construct(NodeCall call)
    {
        // The states of a recurrent layer are among its inputs, as in Keras.
        if (call is { InitialState: { } states, Constants: null } && this is RNN or Bidirectional)
            call = call with { Inputs = new Tensors([.. call.Inputs, .. states]), InitialState = null };
        foreach (Tensor tensor in call.All)
            if (tensor.IsSymbolic && Node.HistoryOf(tensor) is null)
                throw new KerasValueException($"Layer \"{name}\" is called on a symbolic tensor that no layer made: {tensor}. Operations between the layers of a functional model must be layers too: keras.layers.Add, Multiply, Concatenate and the like, or keras.layers.Lambda around a function.");
        using StepScope.Suspension _ = StepScope.Suspend();
        Layer? caller = t_caller;
        t_caller = null;
        try
        {
            NodeCall shapes = call.Map(Detached);
            Tensors outputs = Run(shapes.Inputs, shapes.Training, shapes.Mask, shapes.InitialState, shapes.Constants).Map(Detached);
            return new Node(this, call, outputs).Outputs;
        }
        finally
        {
            t_caller = caller;
        }
    }

    private static Tensor Detached(Tensor tensor)
    {
        if (!tensor.IsSymbolic)
            return tensor;
        Tensor copy = Tensor.Symbolic(tensor.dtype, tensor.shape);
        copy.Mask = tensor.Mask;
        return copy;
    }
}
