using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Formats.Npy;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Saving;
using Config = KerasHost.Saving.Config;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>
/// How samples are cut into batches changes losses and metrics no more than it does in the reference: for every class the recorded cut, and
/// random data with random cuts.
/// </summary>
public sealed class SplitTests
{
    private const string Area = "splits";

    // Sums of a hundred float32 numbers in another order.
    private static readonly Tolerance s_sums = new(2e-5);

    public static TheoryData<string> Losses => RecordedFiles.Cases(Area, "loss");

    public static TheoryData<string> Metrics => RecordedFiles.Cases(Area, "metric");

    [Fact]
    public void Every_loss_and_metric_has_a_recorded_cut()
    {
        // MeanTensor keeps a mean for each element, so that all updates must have one shape; the mean of a function is every mean of this kind.
        Assert.Empty(Classes(typeof(Loss)).Except(RecordedFiles.Index(Area).Keys.Select(name => name.Replace("loss_", ""))));
        Assert.Empty(Classes(typeof(Metric)).Except(RecordedFiles.Index(Area).Keys.Select(name => name.Replace("metric_", ""))).Except(["MeanTensor", "MeanMetricWrapper"]));
    }

    [Theory, MemberData(nameof(Metrics))]
    public void Metrics_in_batches_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Batch all = new(Made.Tensor(recorded["y_true"]), recorded.Has("y_pred") ? Made.Tensor(recorded["y_pred"]) : null, Made.Tensor(recorded["weights"]));
        int[] sizes = [.. recorded.Call.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        foreach (bool weighted in new[] { false, true })
        {
            string tag = weighted ? "_weighted" : "";
            Made.Close(recorded["whole" + tag], Result(recorded, [all], weighted), Tolerance.Gradient, name + ", whole");
            Made.Close(recorded["batches" + tag], Result(recorded, all.Cut(sizes), weighted), Tolerance.Gradient, name + ", in batches");
        }
    }

    [Theory, MemberData(nameof(Metrics))]
    public void Metrics_do_not_depend_on_how_samples_are_cut(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        // The truth first: the reference's do not.
        foreach (string tag in new[] { "", "_weighted" })
            ArrayAssert.Close(recorded["whole" + tag], recorded["batches" + tag].Shape, recorded["batches" + tag].Data, s_sums, name);
        Prop.ForAll(Cuts, cut =>
        {
            Batch all = Batch.Random(recorded.String("data")!, cut.Seed, cut.Sizes.Sum());
            foreach (bool weighted in new[] { false, true })
                Close(Result(recorded, [all], weighted), Result(recorded, all.Cut(cut.Sizes), weighted), name);
        }).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(Losses))]
    public void Losses_in_batches_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Batch all = new(Made.Tensor(recorded["y_true"]), Made.Tensor(recorded["y_pred"]), Made.Tensor(recorded["weights"]));
        int[] sizes = [.. recorded.Call.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        foreach (bool weighted in new[] { false, true })
            foreach (string reduction in new[] { "none", "sum", "sum_over_batch_size" })
            {
                string key = reduction + (weighted ? "_weighted" : "");
                Loss loss = Make(recorded, reduction);
                Made.Close(recorded["whole_" + key], Value(loss, all, weighted), Tolerance.Gradient, $"{name}, {key}");
                ArrayAssert.Close(ArrayAssert.ToDoubles(recorded["batches_" + key].Data), [.. all.Cut(sizes).SelectMany(batch => Numbers(Value(loss, batch, weighted)))], Tolerance.Gradient, $"{name}, {key}, in batches");
                if (reduction == "none")
                    continue;
                var model = keras.Sequential([keras.layers.Activation("linear", input_shape: all.Predictions!.shape[1])]);
                model.compile("sgd", Make(recorded, reduction));
                foreach (int size in new[] { 15, 4 })
                {
                    double evaluated = weighted
                        ? (double)model.evaluate(Made.Array(recorded["y_pred"]), Made.Array(recorded["y_true"]), sample_weight: Made.Array(recorded["weights"]), batch_size: size, verbose: 0)
                        : (double)model.evaluate(Made.Array(recorded["y_pred"]), Made.Array(recorded["y_true"]), batch_size: size, verbose: 0);
                    ArrayAssert.Close(ArrayAssert.ToDoubles(recorded[$"evaluate{size}_{key}"].Data), [evaluated], Tolerance.Gradient, $"{name}, {key}, evaluate in batches of {size}");
                }
            }
    }

    [Theory, MemberData(nameof(Losses))]
    public void Losses_of_batches_make_up_the_loss_of_all(string name)
    {
        RecordedCase recorded = RecordedCase.Load(Area, name);
        Prop.ForAll(Cuts, cut =>
        {
            Batch all = Batch.Random(recorded.String("data")!, cut.Seed, cut.Sizes.Sum());
            Batch[] batches = [.. all.Cut(cut.Sizes)];
            foreach (bool weighted in new[] { false, true })
            {
                // Each sample for itself, all together, and the mean in which each batch counts by its size.
                Close(Value(Make(recorded, "none"), all, weighted), Op.Concat([.. batches.Select(batch => Value(Make(recorded, "none"), batch, weighted))], 0), name);
                Close(Value(Make(recorded, "sum"), all, weighted), batches.Select(batch => Value(Make(recorded, "sum"), batch, weighted)).Aggregate((a, b) => a + b), name);
                Close(Value(Make(recorded, "sum_over_batch_size"), all, weighted) * cut.Sizes.Sum(), batches.Select((batch, i) => Value(Make(recorded, "sum_over_batch_size"), batch, weighted) * cut.Sizes[i]).Aggregate((a, b) => a + b), name);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static Arbitrary<(int Seed, int[] Sizes)> Cuts =>
        (from seed in Gen.Choose(0, 1 << 20)
         from count in Gen.Choose(1, 5)
         from sizes in Gen.Choose(1, 12).ArrayOf(count)
         select (seed, sizes)).ToArbitrary();

    private static IEnumerable<string> Classes(Type family) =>
        Export.ClassRegistry.Names(family).Select(name => Export.ClassRegistry.Find(family, name)!.ClassName).Distinct();

    private static Loss Make(RecordedCase recorded, string reduction) => Made.Create<Loss>(recorded.String("class")!, new Config { ["reduction"] = reduction });

    private static Tensor Value(Loss loss, Batch batch, bool weighted) => loss.apply(batch.Targets, batch.Predictions!, weighted ? batch.Weights : null);

    private static Tensor Result(RecordedCase recorded, IEnumerable<Batch> batches, bool weighted)
    {
        var metric = Made.Create<Metric>(recorded.String("class")!, recorded.Call.GetProperty("config"));
        foreach (Batch batch in batches)
        {
            Tensor? weights = !weighted ? null : metric is IoU and not (OneHotIoU or OneHotMeanIoU) ? Op.ExpandDims(batch.Weights, -1) : batch.Weights;
            if (batch.Predictions is { } predictions)
                metric.update_state(batch.Targets, predictions, weights);
            else
                MetricTests.IncludeValues(metric, batch.Targets, weights);
        }
        return metric.result();
    }

    private static double[] Numbers(Tensor x) => Op.Cast(x, DType.Float64).ToArray<double>();

    private static void Close(Tensor expected, Tensor actual, string what) => ArrayAssert.Close(Numbers(expected), Numbers(actual), s_sums, what, 1);

    /// <summary>Some samples.</summary>
    private sealed record Batch(Tensor Targets, Tensor? Predictions, Tensor Weights)
    {
        public IEnumerable<Batch> Cut(int[] sizes)
        {
            int first = 0;
            foreach (int size in sizes)
            {
                yield return new(Targets[first..(first + size)], Predictions?[first..(first + size)], Weights[first..(first + size)]);
                first += size;
            }
        }

        public static Batch Random(string data, int seed, int count)
        {
            var random = new Random(seed);
            float[] Uniform(int width, float low, float high) => [.. Enumerable.Range(0, count * width).Select(_ => low + (high - low) * random.NextSingle())];
            Tensor Matrix(float[] values) => Tensor.From<float>(values, [count, values.Length / count]);
            Tensor Classes(int classes, params int[] shape) => Tensor.From<long>([.. Enumerable.Range(0, count).Select(_ => (long)random.Next(classes))], [count, .. shape]);
            Tensor Soft() => Op.Softmax(Matrix(Uniform(4, -2, 2)), -1);
            (Tensor targets, Tensor? predictions) = data switch
            {
                "binary" => (Op.Cast(Classes(2, 1), DType.Float32), Matrix(Uniform(1, 0, 1))),
                "hot" => (Op.OneHot(Classes(4), 4), Soft()),
                "sparse" => (Classes(4), Soft()),
                "classes" => (Classes(3, 1), Classes(3, 1)),
                "positive" => (Matrix(Uniform(3, 0.1f, 2)), Matrix(Uniform(3, 0.1f, 2))),
                "signs" => (Op.Sign(Matrix(Uniform(3, -1, 1))), Matrix(Uniform(3, -2, 2))),
                "values" => (Matrix(Uniform(3, -1, 1)), (Tensor?)null),
                _ => throw new NotSupportedException(data),
            };
            return new(targets, predictions, Tensor.From<float>(Uniform(1, 0, 2), count));
        }
    }
}
