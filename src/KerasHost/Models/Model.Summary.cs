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
        return new(model.name, [.. model.layers.Select(RowOf)], false,
            trained.Sum(Count), trained.Sum(Bytes), fixedWeights.Sum(Count), fixedWeights.Sum(Bytes));
    }

    private static SummaryRow RowOf(Layer layer) => new(
        layer.name,
        ClassRegistry.ClassName(layer),
        layer.output_shape?.ToString() ?? "?",
        layer.built ? layer.count_params() : null,
        layer.trainable,
        layer is Model model ? [.. model.layers.Select(RowOf)] : []);

    private static long Count(Variable variable) => variable.shape.Size;

    private static long Bytes(Variable variable) => variable.shape.Size * variable.dtype.itemsize;
}
