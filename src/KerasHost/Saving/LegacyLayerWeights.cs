using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>
/// The arrays of a layer as older Keras versions and cuDNN layers wrote them, turned into today's: Keras 1 kept an LSTM's gates in twelve
/// arrays and a GRU's in nine; cuDNN layers transpose kernels and have two biases. Mirrors <c>preprocess_weights_for_loading</c> of
/// tf_keras/src/saving/legacy/hdf5_format.py.
/// </summary>
internal static class LegacyLayerWeights
{
    /// <summary>The arrays in the order and shapes of the layer's trained, then other weights; unknown ones come back as they are.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="stored">The arrays of the file for this layer.</param>
    public static IReadOnlyList<StoredWeight> Convert(Layer layer, IReadOnlyList<StoredWeight> stored)
    {
        Layer[] inside = [.. layer.Sublayers];
        string name = ClassRegistry.ClassName(layer);
        if (name == "Bidirectional" && inside.Length == 2)
        {
            int half = stored.Count / 2;
            return [.. Convert(inside[0], [.. stored.Take(half)]), .. Convert(inside[1], [.. stored.Skip(half)])];
        }
        if (name == "TimeDistributed" && inside.Length == 1)
            return Convert(inside[0], stored);
        return layer is Model model ? ConvertNested(model, stored) : Convert(name, layer.weights, stored);
    }

    /// <summary>The arrays of a layer of this class.</summary>
    /// <param name="className">Keras's name of the class.</param>
    /// <param name="weights">The layer's weights, which tell the shapes.</param>
    /// <param name="stored">The arrays of the file.</param>
    public static IReadOnlyList<StoredWeight> Convert(string className, IReadOnlyList<Variable> weights, IReadOnlyList<StoredWeight> stored) => className switch
    {
        // Keras 1 has the gates in the order i, c, f, o, each with kernel, recurrent kernel and bias.
        "LSTM" when stored.Count == 12 => Join(stored, [0, 6, 3, 9]),
        "GRU" when stored.Count == 9 => Join(stored, [0, 3, 6]),
        "LSTM" when stored.Count == 3 && weights.Count == 3 && IsCudnn(stored, 4) && weights[2].shape.Rank == 1 => FromCudnn(stored, 4),
        "GRU" when stored.Count == 3 && weights.Count == 3 && IsCudnn(stored, 3) && weights[2].shape.Rank == 2 => FromCudnn(stored, 3),
        _ => stored,
    };

    private static IReadOnlyList<StoredWeight> ConvertNested(Model model, IReadOnlyList<StoredWeight> stored)
    {
        int trained = model.trainable_weights.Count;
        int total = trained + model.non_trainable_weights.Count;
        if (stored.Count != total)
            return stored;
        StoredWeight[] first = [.. stored.Take(trained)], rest = [.. stored.Skip(trained)];
        var newFirst = new List<StoredWeight>();
        var newRest = new List<StoredWeight>();
        int i = 0, j = 0;
        foreach (Layer layer in model.layers)
        {
            int count = layer.trainable_weights.Count, others = layer.non_trainable_weights.Count;
            if (i + count > first.Length || j + others > rest.Length)
                return stored;
            IReadOnlyList<StoredWeight> converted = Convert(layer, [.. first.Skip(i).Take(count), .. rest.Skip(j).Take(others)]);
            newFirst.AddRange(converted.Take(count));
            newRest.AddRange(converted.Skip(count));
            (i, j) = (i + count, j + others);
        }
        return [.. newFirst, .. first.Skip(i), .. newRest, .. rest.Skip(j)];
    }

    private static bool IsCudnn(IReadOnlyList<StoredWeight> stored, int gates) =>
        stored[1].Shape.Rank == 2 && stored[2].Shape.Rank == 1 && stored[2].Shape.Size == 2L * gates * stored[1].Shape.Dims[0];

    private static StoredWeight[] Join(IReadOnlyList<StoredWeight> stored, int[] gates) => [.. Enumerable.Range(0, 3).Select(part =>
    {
        StoredWeight[] pieces = [.. gates.Select(gate => stored[gate + part])];
        StoredWeight first = pieces[0];
        if (first.Shape.Rank == 0 || pieces.Any(piece => piece.Shape != first.Shape || piece.DType != first.DType))
            return first;
        int[] dims = first.Shape.Dims.ToArray();
        dims[^1] *= gates.Length;
        return StoredWeight.Computed(first.Name, first.DType, Shape.Of(dims), () => Op.Concat([.. pieces.Select(piece => piece.ToTensor())], -1));
    })];

    // A kernel of a gate is stored by columns, a recurrent kernel transposed; the two biases of an LSTM add up, those of a GRU are rows.
    private static StoredWeight[] FromCudnn(IReadOnlyList<StoredWeight> stored, int gates)
    {
        int units = stored[1].Shape.Dims[0];
        Shape biasShape = gates == 4 ? [4 * units] : [2, gates * units];
        return
        [
            StoredWeight.Computed(stored[0].Name, stored[0].DType, stored[0].Shape, () => Gates(stored[0], gates, ByColumns)),
            StoredWeight.Computed(stored[1].Name, stored[1].DType, stored[1].Shape, () => Gates(stored[1], gates, gate => Op.Transpose(gate))),
            StoredWeight.Computed(stored[2].Name, stored[2].DType, biasShape, () =>
            {
                Tensor both = Op.Reshape(stored[2].ToTensor(), [2, gates * units]);
                return gates == 4 ? Op.Sum(both, [0]) : both;
            }),
        ];
    }

    // numpy's kernel.T.reshape(kernel.shape, order="F"): the elements row by row are laid down column by column.
    private static Tensor ByColumns(Tensor kernel) => Op.Transpose(Op.Reshape(kernel, [kernel.shape.Dims[1], kernel.shape.Dims[0]]));

    private static Tensor Gates(StoredWeight stored, int gates, Func<Tensor, Tensor> convert)
    {
        Tensor all = stored.ToTensor();
        int columns = all.shape.Dims[1] / gates;
        return Op.Concat([.. Enumerable.Range(0, gates).Select(gate => convert(Op.SliceAxis(all, 1, gate * columns, columns)))], -1);
    }
}
