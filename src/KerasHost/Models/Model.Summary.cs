using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Text;

namespace KerasHost.Models;

public abstract partial class Model
{
    private static SummaryTable SummaryOf(Model model)
    {
        IReadOnlyList<Variable> trained = model.trainable_weights;
        IReadOnlyList<Variable> fixedWeights = model.non_trainable_weights;
        Graph? graph = model is Functional { Graph: { IsChain: false } branched } ? branched : null;
        return new(model.name, [.. model.layers.Select(layer => RowOf(layer, graph))], graph is not null,
            trained.Sum(Count), trained.Sum(Bytes), fixedWeights.Sum(Count), fixedWeights.Sum(Bytes));
    }

    private static SummaryRow RowOf(Layer layer, Graph? graph) => new(
        layer.name,
        ClassRegistry.ClassName(layer),
        layer.OutputShapeText,
        layer.built ? layer.count_params() : null,
        layer.trainable,
        layer is Model model ? [.. model.layers.Select(inner => RowOf(inner, graph))] : [],
        graph is null ? null : [.. layer.InboundNodes.Where(graph.Nodes.Contains).SelectMany(node => node.KerasInputs).Select(Connection)]);

    private static string Connection(Tensor tensor)
    {
        KerasHistory history = Node.HistoryOf(tensor)!;
        return FormattableString.Invariant($"{history.Node.Layer.name}[{history.Node.Index}][{history.TensorIndex}]");
    }

    private static long Count(Variable variable) => variable.shape.Size;

    private static long Bytes(Variable variable) => variable.shape.Size * variable.dtype.itemsize;
}
