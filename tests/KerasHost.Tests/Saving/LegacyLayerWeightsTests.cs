using KerasHost.Saving;

namespace KerasHost.Tests.Saving;

/// <summary>Arrays of Keras 1 and of cuDNN layers. Expected numbers: numpy with the functions of tf_keras/src/saving/legacy/hdf5_format.py.</summary>
public class LegacyLayerWeightsTests
{
    [Fact]
    public void Keras_1_kept_the_gates_of_an_lstm_apart()
    {
        // Gates i, c, f, o with kernel (1, 1), recurrent kernel (1, 1), bias (1): today's order is i, f, c, o.
        StoredWeight[] stored = [.. Enumerable.Range(0, 12).Select(i => Stored(i % 3 == 2 ? [1] : [1, 1], i))];
        IReadOnlyList<StoredWeight> converted = LegacyLayerWeights.Convert("LSTM", [], stored);
        Assert.Equal([[0, 6, 3, 9], [1, 7, 4, 10], [2, 8, 5, 11]], converted.Select(Values));
    }

    [Fact]
    public void Keras_1_kept_the_gates_of_a_gru_apart()
    {
        StoredWeight[] stored = [.. Enumerable.Range(0, 9).Select(i => Stored(i % 3 == 2 ? [1] : [1, 1], i))];
        IReadOnlyList<StoredWeight> converted = LegacyLayerWeights.Convert("GRU", [], stored);
        Assert.Equal([[0, 3, 6], [1, 4, 7], [2, 5, 8]], converted.Select(Values));
    }

    // for g in np.hsplit(np.arange(24.).reshape(3, 8), 4): print(g.T.reshape(g.shape, order='F')) and so on; units 2, features 3.
    [Fact]
    public void Cudnn_lays_out_kernels_otherwise_and_has_two_biases()
    {
        var weights = new[] { new Variable(Op.Zeros([3, 8])), new Variable(Op.Zeros([2, 8])), new Variable(Op.Zeros([8])) };
        IReadOnlyList<StoredWeight> converted = LegacyLayerWeights.Convert("LSTM", weights,
            [Stored([3, 8], [.. Enumerable.Range(0, 24).Select(i => (float)i)]), Stored([2, 8], [.. Enumerable.Range(0, 16).Select(i => (float)i)]), Stored([16], [.. Enumerable.Range(0, 16).Select(i => (float)i)])]);
        Assert.Equal([0, 9, 2, 11, 4, 13, 6, 15, 1, 16, 3, 18, 5, 20, 7, 22, 8, 17, 10, 19, 12, 21, 14, 23], Values(converted[0]));
        Assert.Equal([0, 8, 2, 10, 4, 12, 6, 14, 1, 9, 3, 11, 5, 13, 7, 15], Values(converted[1]));
        Assert.Equal([8, 10, 12, 14, 16, 18, 20, 22], Values(converted[2]));
    }

    private static StoredWeight Stored(Shape shape, params float[] values) =>
        StoredWeight.Computed("w", DType.Float32, shape, () => Tensor.From<float>(values, shape));

    private static float[] Values(StoredWeight stored) => stored.ToTensor().ToArray<float>();
}
