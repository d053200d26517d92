using KerasHost.Callbacks;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>The model's outputs for data.</summary>
    /// <param name="x">The inputs, first axis the samples.</param>
    /// <param name="batch_size">Samples a step; null means 32.</param>
    /// <param name="verbose">0 silent, 1 (or "auto") a progress bar, 2 one line.</param>
    /// <param name="steps">Batches; null means all there are.</param>
    /// <param name="callbacks">Code that runs at points of the prediction.</param>
    /// <returns>Shape <c>(samples, …)</c>; for several outputs as many arrays, by position or name (<see cref="ArrayParts"/>).</returns>
    public NDArray predict(TensorLike x, int? batch_size = null, Verbosity verbose = default, int? steps = null, IReadOnlyList<Callback>? callbacks = null) =>
        Predict(new ArrayDataSource(ArrayDataSource.PrepareAll(x), null, null, batch_size ?? 32, false), verbose.Resolve(), callbacks, steps);

    /// <summary>The model's outputs for batches from anywhere.</summary>
    private protected NDArray Predict(IDataSource source, int verbose, IReadOnlyList<Callback>? callbacks, int? steps)
    {
        var list = new CallbackList(callbacks, this, new FitParameters(verbose, 1, steps ?? source.BatchCount), addHistory: false);
        var parts = new List<NDArray[]>();
        IReadOnlyList<string>? names = null;
        bool isSingle = true;
        list.Call(c => c.on_predict_begin([]));
        using IBatchReader reader = StartEpoch(source, steps);
        int? wanted = steps ?? source.BatchCount;
        int step = 0;
        for (; wanted is null || step < wanted; step++)
        {
            list.PredictBatchBegin(step, []);
            if (!reader.MoveNext())
                break;
            TraceFor(source.InputShape, source.InputType);
            using (StepScope.Begin(_arena))
            {
                Tensors outputs = apply(reader.Read().X, training: false);
                (names, isSingle) = (outputs.Names, outputs.IsSingle);
                parts.Add([.. outputs.Select(output => output.numpy())]);
            }
            list.PredictBatchEnd(step, []);
        }
        source.OnEpochEnd();
        if (step < wanted)
            WarnOfMissingData(wanted.Value);
        list.Call(c => c.on_predict_end([]));
        if (parts.Count == 0)
            throw new KerasValueException("Unexpected result of `predict_function` (Empty batch_outputs). This could be due to issues in input pipeline that resulted in an empty dataset.");
        NDArray[] joined = [.. parts[0].Select((first, i) => parts.Count == 1 ? first : Op.Concat([.. parts.Select(part => part[i].ToTensor())], 0).numpy())];
        return isSingle ? joined[0] : new ArrayParts(joined, names);
    }
}
