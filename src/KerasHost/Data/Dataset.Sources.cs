using System.Collections;
using KerasHost.Layers;

namespace KerasHost.Data;

public abstract partial class Dataset
{
    /// <summary>The positions of the first axis.</summary>
    /// <param name="tensors">Data <c>(elements, …)</c>. Nothing is copied but what is no tensor yet.</param>
    /// <exception cref="KerasValueException">There is no first axis.</exception>
    [KerasExport("tf.data.Dataset.from_tensor_slices")]
    public static Dataset from_tensor_slices(TensorLike tensors) => new TensorSliceDataset(false, Owned(tensors));

    /// <summary>The positions of the first axis of both, in pairs.</summary>
    [KerasExport("tf.data.Dataset.from_tensor_slices")]
    public static Dataset from_tensor_slices((TensorLike, TensorLike) tensors) => new TensorSliceDataset(true, Owned(tensors.Item1, tensors.Item2));

    /// <summary>The positions of the first axis of all three, in triples.</summary>
    [KerasExport("tf.data.Dataset.from_tensor_slices")]
    public static Dataset from_tensor_slices((TensorLike, TensorLike, TensorLike) tensors) =>
        new TensorSliceDataset(true, Owned(tensors.Item1, tensors.Item2, tensors.Item3));

    /// <summary>One element.</summary>
    [KerasExport("tf.data.Dataset.from_tensors")]
    public static Dataset from_tensors(TensorLike tensors) => new TensorDataset(false, Owned(tensors));

    /// <summary>One element, a pair.</summary>
    [KerasExport("tf.data.Dataset.from_tensors")]
    public static Dataset from_tensors((TensorLike, TensorLike) tensors) => new TensorDataset(true, Owned(tensors.Item1, tensors.Item2));

    /// <summary>One element, a triple.</summary>
    [KerasExport("tf.data.Dataset.from_tensors")]
    public static Dataset from_tensors((TensorLike, TensorLike, TensorLike) tensors) =>
        new TensorDataset(true, Owned(tensors.Item1, tensors.Item2, tensors.Item3));

    /// <summary>What a function yields; it is called anew for each reading.</summary>
    /// <param name="generator">Gives numbers, arrays, tensors, or tuples of them.</param>
    /// <param name="output_signature">What each of them looks like: a <c>tf.TensorSpec</c>, or a tuple of them. Numbers take its type.</param>
    [KerasExport("tf.data.Dataset.from_generator")]
    public static Dataset from_generator(Func<IEnumerable> generator, ElementSpec output_signature) => new GeneratorDataset(generator, output_signature);

    /// <summary>What a function yields, with types and shapes apart, as older programs have it.</summary>
    /// <param name="generator">Gives numbers, arrays or tensors.</param>
    /// <param name="output_types">The type.</param>
    /// <param name="output_shapes">The shape.</param>
    [KerasExport("tf.data.Dataset.from_generator")]
    public static Dataset from_generator(Func<IEnumerable> generator, DType output_types, Shape output_shapes) => new GeneratorDataset(generator, new TensorSpec(output_shapes, output_types));

    /// <summary>What a function yields in pairs, with types and shapes apart, as older programs have it.</summary>
    /// <param name="generator">Gives pairs of numbers, arrays or tensors.</param>
    /// <param name="output_types">The types.</param>
    /// <param name="output_shapes">The shapes.</param>
    [KerasExport("tf.data.Dataset.from_generator")]
    public static Dataset from_generator(Func<IEnumerable> generator, (DType, DType) output_types, (Shape, Shape) output_shapes) => new GeneratorDataset(generator,
        (new TensorSpec(output_shapes.Item1, output_types.Item1), new TensorSpec(output_shapes.Item2, output_types.Item2)));

    /// <summary>The numbers 0, 1, … below an end.</summary>
    /// <param name="stop">The end.</param>
    /// <param name="output_type">The type; null means int64.</param>
    [KerasExport("tf.data.Dataset.range")]
    public static Dataset range(long stop, DType? output_type = null) => range(0, stop, 1, output_type);

    /// <summary>The numbers from a start before an end, a step apart.</summary>
    /// <param name="start">The first.</param>
    /// <param name="stop">The end, which does not belong to them.</param>
    /// <param name="step">The distance, not 0.</param>
    /// <param name="output_type">The type; null means int64.</param>
    [KerasExport("tf.data.Dataset.range")]
    public static Dataset range(long start, long stop, long step = 1, DType? output_type = null) => step == 0
        ? throw new KerasValueException("step cannot be zero.")
        : new RangeDataset(start, stop, step, output_type ?? DType.Int64);

    /// <summary>Elements of two datasets in pairs, up to the end of the shorter.</summary>
    [KerasExport("tf.data.Dataset.zip")]
    public static Dataset zip((Dataset, Dataset) datasets) => new ZipDataset([datasets.Item1, datasets.Item2]);

    /// <summary>Elements of three datasets in triples, up to the end of the shortest.</summary>
    [KerasExport("tf.data.Dataset.zip")]
    public static Dataset zip((Dataset, Dataset, Dataset) datasets) => new ZipDataset([datasets.Item1, datasets.Item2, datasets.Item3]);

    /// <summary>Elements of several datasets in tuples, up to the end of the shortest.</summary>
    [KerasExport("tf.data.Dataset.zip")]
    public static Dataset zip(params Dataset[] datasets) => datasets.Length == 0 ? throw new KerasValueException("Must pass at least one dataset to `zip`.") : new ZipDataset(datasets);

    // Tensors that a step of training made die with it, so those are copied.
    private static Tensor[] Owned(params TensorLike[] data)
    {
        bool inStep = StepScope.Current is not null;
        using StepScope.Suspension _ = StepScope.Suspend();
        return Array.ConvertAll(data, part => inStep && part.AsTensor is { } tensor ? tensor.ToOwned() : part.ToTensor());
    }
}
