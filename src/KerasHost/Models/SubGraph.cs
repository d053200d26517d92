using KerasHost.Layers;

namespace KerasHost.Models;

/// <summary>
/// The part of a graph between tensors of its middle and its outputs, noted anew behind inputs of its own. Mirrors <c>clone_graph_nodes</c> of
/// tf_keras/src/engine/functional_utils.py.
/// </summary>
internal static class SubGraph
{
    /// <summary>New inputs in the place of tensors that layers made, and the outputs that come from them.</summary>
    /// <exception cref="KerasValueException">The outputs need other inputs, or an input leads nowhere.</exception>
    public static (Tensors Inputs, Tensors Outputs) Copy(Tensors inputs, Tensors outputs)
    {
        List<Node> nodes = Between(inputs, outputs);
        var copies = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (Tensor input in inputs)
            copies[input] = Node.HistoryOf(input)!.Node.IsInput ? input : InputLayer.Input(batch_shape: input.shape, dtype: input.dtype);
        foreach (Node node in nodes)
        {
            Tensors made = node.Outputs.Map(output => Copied(output));
            _ = new Node(node.Layer, node.Call.Map(tensor => copies.GetValueOrDefault(tensor, tensor)), made);
            for (int i = 0; i < made.Count; i++)
                copies.TryAdd(node.Outputs[i], made[i]);
        }
        return (inputs.Map(input => copies[input]), outputs.Map(output => copies[output]));
    }

    private static Tensor Copied(Tensor tensor)
    {
        Tensor copy = Tensor.Symbolic(tensor.dtype, tensor.shape);
        copy.Mask = tensor.Mask;
        return copy;
    }

    private static List<Node> Between(Tensors inputs, Tensors outputs)
    {
        var ends = new HashSet<Tensor>(inputs, ReferenceEqualityComparer.Instance);
        var found = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        List<Node> sorted = DepthFirst.Sort(outputs, tensor =>
        {
            if (ends.Contains(tensor))
            {
                found.Add(tensor);
                return null;
            }
            Node node = Node.HistoryOf(tensor)!.Node;
            return !node.IsInput ? node : throw new KerasValueException($"Found input tensor cannot be reached given provided output tensors. Please make sure the tensor {Node.Describe(tensor)} is included in the model inputs when building functional model.");
        });
        return found.Count == ends.Count ? sorted : throw new KerasValueException(
            $"Found unvisited input tensors that are disconnected from the outputs: [{string.Join(", ", inputs.Where(input => !found.Contains(input)).Select(Node.Describe))}]");
    }
}
