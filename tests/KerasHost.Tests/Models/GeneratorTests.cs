using KerasHost.Data;
using KerasHost.Models;
using KerasHost.Numpy;

namespace KerasHost.Tests.Models;

/// <summary>The old names for generators do what fit, evaluate and predict do.</summary>
public sealed class GeneratorTests
{
    private static readonly NDArray s_x = np.arange(24).reshape(12, 2).astype("float32") / 24;
    private static readonly NDArray s_y = np.arange(12).astype("float32") / 12;

    [Fact]
    public void Generators_train_evaluate_and_predict_under_their_old_names()
    {
        Sequential model = Made(), old = Made();
        var history = model.fit(Batches(), steps_per_epoch: 2, epochs: 2, verbose: 0);
        var same = old.fit_generator(Batches(), steps_per_epoch: 2, epochs: 2, verbose: 0);
        Assert.Equal(history.history["loss"], same.history["loss"]);
        Assert.Equal((double[])model.evaluate(Batches(), steps: 3, verbose: 0), (double[])old.evaluate_generator(Batches(), steps: 3));
        Assert.True(np.array_equal(model.predict(s_x[..8], batch_size: 4, verbose: 0), old.predict_generator(Batches(), steps: 2)));
    }

    [Fact]
    public void Sequences_train_evaluate_and_predict_under_their_old_names()
    {
        Sequential model = Made(), old = Made();
        var history = model.fit(new Pairs(), epochs: 2, shuffle: false, verbose: 0, validation_data: new Pairs());
        var same = old.fit_generator(new Pairs(), epochs: 2, shuffle: false, verbose: 0, validation_data: new Pairs());
        Assert.Equal(history.history["loss"], same.history["loss"]);
        Assert.Equal(history.history["val_loss"], same.history["val_loss"]);
        Assert.Equal((double[])model.evaluate(new Pairs(), verbose: 0), (double[])old.evaluate_generator(new Pairs()));
        Assert.True(np.array_equal(model.predict(new Pairs(), verbose: 0), old.predict_generator(new Pairs())));
    }

    private static Sequential Made()
    {
        keras.utils.set_random_seed(1);
        Sequential model = keras.Sequential([keras.layers.Dense(1, input_shape: [2])]);
        model.compile("sgd", "mse");
        return model;
    }

    private static IEnumerable<(NDArray, NDArray)> Batches()
    {
        for (int i = 0; ; i = (i + 1) % 3)
            yield return (s_x[(i * 4)..(i * 4 + 4)], s_y[(i * 4)..(i * 4 + 4)]);
    }

    private sealed class Pairs : Sequence
    {
        public override int len() => 3;

        public override SequenceBatch get(int index) => (s_x[(index * 4)..(index * 4 + 4)], s_y[(index * 4)..(index * 4 + 4)]);
    }
}
