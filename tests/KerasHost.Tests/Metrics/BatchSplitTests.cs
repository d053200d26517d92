using FsCheck;
using FsCheck.Fluent;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Saving;
using Config = KerasHost.Saving.Config;

namespace KerasHost.Tests.Metrics;

/// <summary>What holds for losses, metrics and configurations whatever the numbers are.</summary>
public class BatchSplitTests
{
    private static readonly string[] s_means = ["mse", "mae", "binary_crossentropy", "binary_accuracy", "hinge", "poisson", "log_cosh", "kld"];

    /// <summary>Keras weighs every sample alike: a metric over batches is the metric over all samples at once.</summary>
    [Fact]
    public void Metrics_do_not_depend_on_how_samples_are_split() =>
        Prop.ForAll(Gen.Choose(2, 40).ToArbitrary(), Gen.Choose(1, 39).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (count, cut, seed) =>
        {
            int first = 1 + cut % (count - 1);
            (float[] y, float[] p) = Data(count, seed);
            foreach (string name in s_means)
            {
                Metric whole = keras.metrics.get(name), parts = keras.metrics.get(name);
                whole.update_state(Column(y), Column(p));
                parts.update_state(Column(y[..first]), Column(p[..first]));
                parts.update_state(Column(y[first..]), Column(p[first..]));
                Assert.Equal(whole.result().ToDouble(), parts.result().ToDouble(), 1e-5);
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>The sum of losses over parts is the sum over all samples.</summary>
    [Fact]
    public void Summed_losses_do_not_depend_on_how_samples_are_split() =>
        Prop.ForAll(Gen.Choose(2, 40).ToArbitrary(), Gen.Choose(1, 39).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (count, cut, seed) =>
        {
            int first = 1 + cut % (count - 1);
            (float[] y, float[] p) = Data(count, seed);
            foreach (Loss loss in new Loss[] { new Losses.MeanSquaredError(reduction: "sum"), new Losses.BinaryCrossentropy(reduction: "sum"), new Huber(reduction: "sum"), new Losses.Hinge(reduction: "sum") })
            {
                double whole = loss.apply(Column(y), Column(p)).ToDouble();
                double parts = loss.apply(Column(y[..first]), Column(p[..first])).ToDouble() + loss.apply(Column(y[first..]), Column(p[first..])).ToDouble();
                Assert.Equal(whole, parts, 1e-5 * Math.Max(1, Math.Abs(whole)));
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>NaN and infinity show where they show in Keras: in what they take part in.</summary>
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Numbers_that_are_none_stay_in_means(float odd)
    {
        Metric mean = keras.metrics.get("mse");
        mean.update_state(Column([1, 2]), Column([odd, 2]));
        Assert.Equal((double)(odd * odd), mean.result().ToDouble());
        mean.update_state(Column([1]), Column([1]));
        Assert.Equal((double)(odd * odd), mean.result().ToDouble());
        mean.reset_state();
        Assert.Equal(0, mean.result().ToDouble());
    }

    /// <summary>Whatever arguments an object was made with, its configuration makes one with the same.</summary>
    [Fact]
    public void Configurations_come_back_whatever_the_arguments() =>
        Prop.ForAll(Gen.Choose(1, 999).ToArbitrary(), Gen.Choose(1, 999).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (a, b, flag) =>
        {
            double x = a / 1000.0, z = b / 1000.0;
            foreach (IHasConfig made in new IHasConfig[]
            {
                new KerasHost.Optimizers.Adam(x, z, x, amsgrad: flag), new KerasHost.Optimizers.SGD(x, z, flag), new KerasHost.Optimizers.RMSprop(x, z, centered: flag),
                new Initializers.VarianceScaling(x, seed: b), new Initializers.RandomUniform(-x, z), new Regularizers.L1L2(x, z), new Constraints.MinMaxNorm(x, 1 + z, z),
                new Huber(x), new Losses.BinaryCrossentropy(flag, z), new AUC(a + 1, flag ? "PR" : "ROC"), new BinaryAccuracy(threshold: z), new KerasHost.Optimizers.Schedules.ExponentialDecay(x, b, z, flag),
            })
            {
                var config = (Config)keras.saving.serialize_keras_object(made)!;
                var again = (IHasConfig)keras.saving.deserialize_keras_object(ConfigJson.Read(config.ToJson()))!;
                Assert.Equal(made.GetType(), again.GetType());
                Assert.Equal(config.ToJson(), keras.saving.serialize_keras_object(again) is Config second ? second.ToJson() : "");
            }
        }).QuickCheckThrowOnFailure();

    private static (float[] Targets, float[] Predictions) Data(int count, int seed)
    {
        var random = new Random(seed);
        return ([.. Enumerable.Range(0, count).Select(_ => (float)random.Next(2))], [.. Enumerable.Range(0, count).Select(_ => 0.01f + 0.98f * random.NextSingle())]);
    }

    private static Tensor Column(float[] values) => Tensor.From<float>(values, [values.Length, 1]);
}
