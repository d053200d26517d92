using KerasHost.Layers;
using KerasHost.RandomNumbers;

namespace KerasHost.Data;

public abstract partial class Dataset
{
    /// <summary>Groups of elements along a new first axis.</summary>
    /// <param name="batch_size">Elements a group.</param>
    /// <param name="drop_remainder">Whether a last group that is not full is left out; the size of the axis is then known.</param>
    /// <param name="num_parallel_calls">How many groups TensorFlow would make side by side; the order is the same.</param>
    /// <param name="deterministic">Whether TensorFlow must keep the order; it is kept here either way.</param>
    /// <exception cref="KerasValueException">The size is not positive; while reading, elements of different shapes.</exception>
    public Dataset batch(int batch_size, bool drop_remainder = false, int? num_parallel_calls = null, bool? deterministic = null) =>
        new BatchDataset(this, Positive(batch_size, "batch_size"), drop_remainder, num_parallel_calls is not null);

    /// <summary>Groups of elements along a new first axis, each filled up at its end to a common size.</summary>
    /// <param name="batch_size">Elements a group.</param>
    /// <param name="padded_shapes">The shape of an element; unknown sizes, or null, are those of the largest element of the group.</param>
    /// <param name="padding_values">What elements are filled up with; null means 0, or an empty text.</param>
    /// <param name="drop_remainder">Whether a last group that is not full is left out.</param>
    /// <exception cref="KerasValueException">The size is not positive, or a shape has another number of axes than its tensor.</exception>
    public Dataset padded_batch(int batch_size, Shape? padded_shapes = null, TensorLike? padding_values = null, bool drop_remainder = false) =>
        Padded(batch_size, padded_shapes is { } shape ? [shape] : null, padding_values is { } value ? [value] : null, drop_remainder);

    /// <summary>Groups of elements that are pairs.</summary>
    /// <param name="batch_size">Elements a group.</param>
    /// <param name="padded_shapes">The shape of each tensor of an element: <c>([null], [])</c>.</param>
    /// <param name="padding_values">What each tensor is filled up with; null means 0, or an empty text.</param>
    /// <param name="drop_remainder">Whether a last group that is not full is left out.</param>
    /// <inheritdoc cref="padded_batch(int, Shape?, TensorLike?, bool)"/>
    public Dataset padded_batch(int batch_size, (Shape, Shape) padded_shapes, (TensorLike, TensorLike)? padding_values = null, bool drop_remainder = false) =>
        Padded(batch_size, [padded_shapes.Item1, padded_shapes.Item2], padding_values is { } values ? [values.Item1, values.Item2] : null, drop_remainder);

    /// <summary>Groups of elements that are triples.</summary>
    /// <inheritdoc cref="padded_batch(int, ValueTuple{Shape, Shape}, ValueTuple{TensorLike, TensorLike}?, bool)"/>
    public Dataset padded_batch(int batch_size, (Shape, Shape, Shape) padded_shapes, (TensorLike, TensorLike, TensorLike)? padding_values = null, bool drop_remainder = false) =>
        Padded(batch_size, [padded_shapes.Item1, padded_shapes.Item2, padded_shapes.Item3], padding_values is { } values ? [values.Item1, values.Item2, values.Item3] : null, drop_remainder);

    /// <summary>The positions of the first axis of every element, one after the other.</summary>
    /// <exception cref="KerasValueException">An element has no axis.</exception>
    public Dataset unbatch() => new UnbatchDataset(this);

    /// <summary>The elements in a random order, TensorFlow's own: each is drawn out of a buffer that is kept filled from the input.</summary>
    /// <param name="buffer_size">Elements in the buffer; -1 holds all.</param>
    /// <param name="seed">A seed of its own, or null for the next one after <c>set_random_seed</c>.</param>
    /// <param name="reshuffle_each_iteration">Whether every reading has another order.</param>
    /// <exception cref="KerasValueException">The buffer holds nothing.</exception>
    public Dataset shuffle(long buffer_size, long? seed = null, bool reshuffle_each_iteration = true)
    {
        if (buffer_size < 1 && buffer_size != -1)
            throw new KerasValueException($"`buffer_size` must be greater than zero. Received: buffer_size={buffer_size}");
        return new ShuffleDataset(this, buffer_size, new TfDataShuffleSeeds(SeedStreams.EagerPair(seed), reshuffle_each_iteration));
    }

    /// <summary>The elements several times.</summary>
    /// <param name="count">How often; null or -1 means without end.</param>
    public Dataset repeat(long? count = null) => new RepeatDataset(this, count ?? -1);

    /// <summary>The first elements.</summary>
    /// <param name="count">How many; -1 means all.</param>
    public Dataset take(long count) => new TakeDataset(this, count);

    /// <summary>The elements but the first.</summary>
    /// <param name="count">How many to leave out; -1 means all.</param>
    public Dataset skip(long count) => new SkipDataset(this, count);

    /// <summary>The elements of this dataset, then those of another.</summary>
    /// <exception cref="KerasTypeException">They differ in type or rank.</exception>
    public Dataset concatenate(Dataset dataset) => new ConcatenateDataset(this, dataset);

    /// <summary>Keeps the elements once they were all read.</summary>
    /// <param name="filename">A file, which later runs of the program read instead of the input; empty keeps them in memory.</param>
    public Dataset cache(string filename = "") => new CacheDataset(this, filename);

    /// <summary>The same elements, made on a thread of their own before they are asked for. Functions of <c>map</c> then run on that thread.</summary>
    /// <param name="buffer_size">How many elements may wait, or <c>tf.data.AUTOTUNE</c>.</param>
    /// <exception cref="KerasValueException">The number is below -1.</exception>
    public Dataset prefetch(long buffer_size) => buffer_size < AUTOTUNE
        ? throw new KerasValueException($"buffer_size must be >= -1. Received: buffer_size={buffer_size}")
        : new PrefetchDataset(this, buffer_size);

    /// <summary>Each element behind its number.</summary>
    /// <param name="start">The first number.</param>
    public Dataset enumerate(long start = 0) => new ZipDataset([new RangeDataset(start, long.MaxValue, 1, DType.Int64), this]);

    /// <summary>Runs of elements, each a dataset.</summary>
    /// <param name="size">Elements a run.</param>
    /// <param name="shift">How far apart runs start; null means <paramref name="size"/>.</param>
    /// <param name="stride">How far apart the elements of a run are.</param>
    /// <param name="drop_remainder">Whether runs that are not full are left out.</param>
    public WindowedDataset window(int size, int? shift = null, int stride = 1, bool drop_remainder = false) =>
        new(this, Positive(size, "size"), Positive(shift ?? size, "shift"), Positive(stride, "stride"), drop_remainder);

    /// <summary>Leaves "how many" to TensorFlow.</summary>
    [KerasExport("tf.data.AUTOTUNE", "tf.data.experimental.AUTOTUNE")]
    public const int AUTOTUNE = -1;

    private PaddedBatchDataset Padded(int size, Shape[]? shapes, TensorLike[]? values, bool dropRemainder)
    {
        IReadOnlyList<TensorSpec> specs = element_spec.Flat;
        shapes ??= [.. specs.Select(spec => spec.shape)];
        if (shapes.Length != specs.Count || values is not null && values.Length != specs.Count)
            throw new KerasValueException($"`padded_shapes` and `padding_values` must have one entry for each tensor of an element: {element_spec}. Received {shapes.Length} and {values?.Length ?? specs.Count}.");
        for (int i = 0; i < specs.Count; i++)
            if (shapes[i].Rank != specs[i].shape.Rank)
                throw new KerasValueException($"The padded shape {shapes[i]} is not compatible with the shape {specs[i].shape} of the corresponding input component.");
        var padding = new Tensor[specs.Count];
        for (int i = 0; i < padding.Length; i++)
        {
            bool isText = specs[i].dtype.Code == DTypeCode.String;
            padding[i] = values is not null ? values[i].ToTensor() : isText ? Tensor.OfText([""], []) : Op.Zeros([], specs[i].dtype);
            if (padding[i].dtype.Code == DTypeCode.String != isText || padding[i].ndim > 0)
                throw new KerasTypeException($"`padding_values` must be single values of the types of the tensors. Received {padding[i]} for {specs[i]}.");
        }
        return new(this, Positive(size, "batch_size"), shapes, padding, dropRemainder);
    }

    private static int Positive(int value, string name) =>
        value > 0 ? value : throw new KerasValueException($"`{name}` must be greater than zero. Received: {name}={value}");
}
