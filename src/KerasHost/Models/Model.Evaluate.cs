using KerasHost.Callbacks;
using KerasHost.Layers;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>The loss and the metrics of data.</summary>
    /// <param name="x">The inputs, first axis the samples.</param>
    /// <param name="y">The targets, as many.</param>
    /// <param name="batch_size">Samples a step; null means 32.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 one line.</param>
    /// <param name="sample_weight">A weight for each sample, or each timestep.</param>
    /// <param name="steps">Batches; null means all there are.</param>
    /// <param name="callbacks">Code that runs at points of the evaluation.</param>
    /// <param name="return_dict">Whether the result is a dictionary by name.</param>
    public Scores evaluate(TensorLike x, TensorLike? y = null, int? batch_size = null, Verbosity verbose = default, TensorLike? sample_weight = null,
        int? steps = null, IReadOnlyList<Callback>? callbacks = null, bool return_dict = false)
    {
        if (_compiledLoss is null)
            throw NotCompiled();
        var source = new ArrayDataSource(ArrayDataSource.PrepareAll(x), ArrayDataSource.PrepareAll(y), ArrayDataSource.PrepareAll(sample_weight), batch_size ?? 32, false);
        return Evaluate(source, verbose.Resolve(), callbacks, steps, return_dict);
    }

    /// <summary>The loss and the metrics of batches from anywhere.</summary>
    private protected Scores Evaluate(IDataSource source, int verbose, IReadOnlyList<Callback>? callbacks, int? steps, bool returnDictionary)
    {
        using var trainability = new CompiledTrainability(this);
        var list = new CallbackList(callbacks, this, new FitParameters(verbose, 1, steps ?? source.BatchCount), addHistory: false);
        return new([.. Evaluate(source, list, steps)], returnDictionary);
    }

    private Dictionary<string, double> Evaluate(IDataSource source, CallbackList list, int? steps)
    {
        Dictionary<string, double> logs = [];
        list.Call(c => c.on_test_begin([]));
        reset_metrics();
        using IBatchReader reader = StartEpoch(source, steps);
        int? wanted = steps ?? source.BatchCount;
        int step = 0;
        for (; wanted is null || step < wanted; step++)
        {
            list.TestBatchBegin(step, []);
            if (!reader.MoveNext())
                break;
            TraceFor(source.InputShape, source.InputType);
            using (StepScope.Begin(_arena, graph: !_runEagerly))
            {
                TestStep(reader.Read());
                logs = MetricValues();
            }
            list.TestBatchEnd(step, logs);
        }
        source.OnEpochEnd();
        if (step < wanted)
            WarnOfMissingData(wanted.Value);
        if (step == 0)
            throw new KerasValueException("Unexpected result of `test_function` (Empty logs). This could be due to issues in input pipeline that resulted in an empty dataset.");
        list.Call(c => c.on_test_end(logs));
        return logs;
    }

    // Keras starts reading once for nothing where each epoch starts anew; shuffled datasets notice.
    private static IBatchReader StartEpoch(IDataSource source, int? steps)
    {
        IBatchReader reader = source.Start();
        if (!source.StartsAnew(steps))
            return reader;
        reader.Dispose();
        return source.Start();
    }

    private static void WarnOfMissingData(int steps) => Console.Error.WriteLine(
        $"WARNING: Your input ran out of data; interrupting training. Make sure that your dataset or generator can generate at least `steps_per_epoch * epochs` batches (in this case, {steps} batches). You may need to use the repeat() function when building your dataset.");
}
