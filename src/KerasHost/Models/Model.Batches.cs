using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Training;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>One step of training on a batch.</summary>
    /// <param name="x">The inputs, first axis the batch.</param>
    /// <param name="y">The targets, as many.</param>
    /// <param name="sample_weight">A weight for each sample, or each timestep.</param>
    /// <param name="class_weight">A weight for each class, by its number.</param>
    /// <param name="reset_metrics">Whether metrics count this batch only.</param>
    /// <param name="return_dict">Whether the result is a dictionary by name.</param>
    /// <returns>The loss and the metrics, before the step changes the weights.</returns>
    public Scores train_on_batch(TensorLike x, TensorLike? y = null, TensorLike? sample_weight = null, Dictionary<int, double>? class_weight = null,
        bool reset_metrics = true, bool return_dict = false)
    {
        if (_compiledLoss is null)
            throw NotCompiled();
        using var trainability = new CompiledTrainability(this);
        ArrayDataSource source = OneBatch(x, y, sample_weight, class_weight);
        using IBatchReader reader = source.Start();
        reader.MoveNext();
        if (reset_metrics)
            this.reset_metrics();
        return new([.. RunTrainStep(reader.Read, source.StaticBatchSize, source.InputShape, source.InputType)], return_dict);
    }

    /// <summary>The loss and the metrics of a batch.</summary>
    /// <param name="x">The inputs, first axis the batch.</param>
    /// <param name="y">The targets, as many.</param>
    /// <param name="sample_weight">A weight for each sample, or each timestep.</param>
    /// <param name="reset_metrics">Whether metrics count this batch only.</param>
    /// <param name="return_dict">Whether the result is a dictionary by name.</param>
    public Scores test_on_batch(TensorLike x, TensorLike? y = null, TensorLike? sample_weight = null, bool reset_metrics = true, bool return_dict = false)
    {
        if (_compiledLoss is null)
            throw NotCompiled();
        using var trainability = new CompiledTrainability(this);
        ArrayDataSource source = OneBatch(x, y, sample_weight, null);
        using IBatchReader reader = source.Start();
        reader.MoveNext();
        if (reset_metrics)
            this.reset_metrics();
        TraceFor(source.InputShape, source.InputType);
        using StepScope scope = StepScope.Begin(_arena, graph: !_runEagerly);
        TestStep(reader.Read());
        return new([.. MetricValues()], return_dict);
    }

    /// <summary>The model's outputs for a batch.</summary>
    /// <param name="x">The inputs, first axis the batch.</param>
    /// <returns>Shape <c>(batch, …)</c>.</returns>
    public NDArray predict_on_batch(TensorLike x)
    {
        ArrayDataSource source = OneBatch(x, null, null, null);
        using IBatchReader reader = source.Start();
        reader.MoveNext();
        TraceFor(source.InputShape, source.InputType);
        using StepScope scope = StepScope.Begin(_arena);
        Tensors outputs = apply(reader.Read().X, training: false);
        return outputs.IsSingle ? outputs[0].numpy() : new ArrayParts([.. outputs.Select(output => output.numpy())], outputs.Names);
    }

    private static ArrayDataSource OneBatch(TensorLike x, TensorLike? y, TensorLike? sampleWeight, Dictionary<int, double>? classWeight)
    {
        Tensors inputs = ArrayDataSource.PrepareAll(x);
        Tensors? targets = ArrayDataSource.PrepareAll(y), weights = ArrayDataSource.PrepareAll(sampleWeight);
        if (classWeight is not null)
            weights = ClassWeights.Apply(classWeight, targets, weights);
        return new(inputs, targets, weights, Math.Max(1, inputs[0].shape[0]), false);
    }
}
