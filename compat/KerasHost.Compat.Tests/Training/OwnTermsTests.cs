using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Layers;
using KerasHost.Metrics;
using KerasHost.Models;
using KerasHost.Seeding;
using KerasHost.Training;

namespace KerasHost.Compat.Tests.Training;

/// <summary>Losses and metrics that layers add, penalties on outputs, layers as activations: the model of compat/record/record_own_terms.py.</summary>
public sealed class OwnTermsTests
{
    [Fact]
    public void Terms_and_metrics_of_layers_count_as_in_the_reference()
    {
        RecordedCase recorded = RecordedCase.Load("own_terms", "training");
        Settings.clear_session();
        Seeds.set_random_seed(recorded.Seed!.Value);
        Sequential model = keras.Sequential([
            keras.layers.Dense(4, activation: keras.layers.LeakyReLU(alpha: 0.1), activity_regularizer: keras.regularizers.L2(0.05)),
            new Terms(),
            keras.layers.PReLU(alpha_initializer: "ones", alpha_regularizer: "l2"),
            keras.layers.ActivityRegularization(l1: 0.01, l2: 0.02),
            keras.layers.Dense(3, activation: keras.layers.PReLU(alpha_initializer: "ones")),
            keras.layers.Flatten(activity_regularizer: keras.regularizers.L1(0.03)),
            keras.layers.Dense(1),
        ]);
        TensorLike x = Made.Array(recorded["x"]), y = Made.Array(recorded["y"]);
        model.compile("sgd", "mse", metrics: ["mae"]);
        CompareHistory(recorded, model.fit(x, y, batch_size: 8, epochs: 3, verbose: 0, validation_split: 0.2));
        double[] scores = model.evaluate(x, y, batch_size: 7, verbose: 0);
        ArrayAssert.Close(ArrayAssert.ToDoubles(recorded["scores"].Data), scores, Tolerance.Gradient, "scores");
        Assert.Equal(recorded.Call.GetProperty("metrics_names").EnumerateArray().Select(name => name.GetString()), model.metrics_names);
        var weights = recorded.Call.GetProperty("trained").EnumerateArray().ToArray();
        Assert.Equal(weights.Select(weight => weight.GetProperty("name").GetString()), model.trainable_weights.Select(weight => weight.name));
        foreach (var (expected, weight) in weights.Zip(model.trainable_weights))
            Made.Close(recorded[expected.GetProperty("value").GetString()!], weight.value, Tolerance.Gradient, weight.name);

        RecordedCase alone = RecordedCase.Load("own_terms", "no_loss");
        model.compile("sgd");
        CompareHistory(alone, model.fit(x, batch_size: 8, epochs: 2, verbose: 0));
    }

    [Fact]
    public void A_metric_without_a_name_is_the_references_error() => Assert.StartsWith(
        "Please provide a name for your metric like", Assert.Throws<KerasValueException>(() => new Terms().add_metric(Tensor.Scalar(1f))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_metric_outside_of_a_call_is_the_references_error() => Assert.StartsWith(
        "Expected a symbolic Tensor for the metric value", Assert.Throws<KerasValueException>(() => new Terms().add_metric(Tensor.Scalar(1f), "one")).Message, StringComparison.Ordinal);

    private static void CompareHistory(RecordedCase recorded, History history)
    {
        var expected = recorded.Call.GetProperty("history").EnumerateObject().ToArray();
        Assert.Equal(expected.Select(item => item.Name), history.history.Keys);
        foreach (var item in expected)
            ArrayAssert.Close([.. item.Value.EnumerateArray().Select(value => value.GetDouble())], history.history[item.Name].ToArray(), Tolerance.Gradient, item.Name);
    }

    private sealed class Terms : Layer
    {
        private readonly Mean _spread = new("spread");
        private Variable? _scale;

        public override void build(Shape input_shape)
        {
            _scale = add_weight("scale", [input_shape.Dim(-1)!.Value], initializer: "ones");
            add_loss(() => 0.01 * Op.Sum(Op.Abs(_scale)));
            built = true;
        }

        public override Tensor call(Tensor x)
        {
            Tensor y = x * _scale!.value;
            add_loss(0.1 * Op.Mean(Op.Square(y)));
            add_metric(Op.Max(y), name: "largest");
            add_metric(_spread.apply(Op.Abs(y)));
            return y;
        }
    }
}
