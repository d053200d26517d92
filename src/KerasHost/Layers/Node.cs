using System.Runtime.CompilerServices;

namespace KerasHost.Layers;

/// <summary>
/// A call of a layer on symbolic tensors, from which functional models are made: the layer, what it was told, and the tensors it gave.
/// Mirrors tf_keras/src/engine/node.py.
/// </summary>
internal sealed class Node
{
    private static readonly ConditionalWeakTable<Tensor, KerasHistory> s_histories = [];

    /// <summary>Notes a call; its outputs know from then on that they come from it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="call">What it was told; null for an input layer, which is called on nothing.</param>
    /// <param name="outputs">Symbolic tensors, each of no other call.</param>
    public Node(Layer layer, NodeCall? call, Tensors outputs)
    {
        (Layer, Call, Outputs) = (layer, call ?? new(default), outputs);
        KerasInputs = [.. Call.All.Where(tensor => HistoryOf(tensor) is not null)];
        for (int i = 0; i < outputs.Count; i++)
            s_histories.AddOrUpdate(outputs[i], new(this, i));
        layer.InboundNodes.Add(this);
    }

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>What the layer was told.</summary>
    public NodeCall Call { get; }

    /// <summary>What it gave.</summary>
    public Tensors Outputs { get; }

    /// <summary>All tensors that go into the call and come from other calls, the inputs first.</summary>
    public IReadOnlyList<Tensor> KerasInputs { get; }

    /// <summary>Whether this is where data enter a model.</summary>
    public bool IsInput => Call.Inputs.Count == 0;

    /// <summary>Its number among the calls of its layer.</summary>
    public int Index => Layer.InboundNodes.IndexOf(this);

    /// <summary>The shapes of the outputs as Python prints them.</summary>
    public string OutputShapes => IsInput ? $"[{Outputs[0].shape}]" : Outputs.ShapeText;

    /// <summary>Where a tensor comes from; null for one that no layer made.</summary>
    public static KerasHistory? HistoryOf(Tensor tensor) => tensor.IsSymbolic && s_histories.TryGetValue(tensor, out KerasHistory? history) ? history : null;

    /// <summary>A tensor as Python prints it.</summary>
    public static string Describe(Tensor tensor) => HistoryOf(tensor) is { } history
        ? $"KerasTensor(type_spec=TensorSpec(shape={tensor.shape}, dtype=tf.{tensor.dtype}, name=None), description=\"created by layer '{history.Node.Layer.name}'\")"
        : tensor.ToString();
}
