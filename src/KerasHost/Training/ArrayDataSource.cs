using KerasHost.Backend;
using KerasHost.Layers;
using KerasHost.RandomNumbers;

namespace KerasHost.Training;

/// <summary>Batches of arrays, in order or in the order that Keras's shuffle gives.</summary>
internal sealed class ArrayDataSource : IDataSource
{
    private readonly Tensors _x;
    private readonly Tensors? _y;
    private readonly Tensors? _sampleWeight;
    private readonly int _count;
    private readonly int _batchSize;
    private readonly StatefulKernel? _shuffle;

    /// <summary>Batches of these samples.</summary>
    /// <param name="x">The inputs, first axis the samples.</param>
    /// <param name="y">The targets, or null.</param>
    /// <param name="sampleWeight">A weight for each sample (or timestep), or null.</param>
    /// <param name="batchSize">Samples a batch; the last one may have fewer.</param>
    /// <param name="shuffle">Whether each epoch visits the samples in a new order.</param>
    /// <exception cref="KerasValueException">There are no samples, or the numbers of samples differ.</exception>
    public ArrayDataSource(Tensors x, Tensors? y, Tensors? sampleWeight, int batchSize, bool shuffle)
    {
        CheckCardinality(x, y, sampleWeight);
        (_x, _y, _sampleWeight) = (x, y, sampleWeight);
        _count = x[0].shape[0];
        if (_count == 0)
            throw new KerasValueException("Expected input data to be non-empty.");
        _batchSize = Math.Min(batchSize, _count) is var size && batchSize > 0
            ? size
            : throw new KerasValueException($"`batch_size` must be a positive integer. Received: batch_size={batchSize}");
        StaticBatchSize = _count % batchSize == 0 ? batchSize : null;
        if (shuffle)
            _shuffle = new StatefulKernel(SeedStreams.GlobalSeed is null ? null : SeedStreams.Pair(SeedStreams.GlobalSeed, 0));
        BatchCount = (_count + batchSize - 1) / batchSize;
    }

    /// <inheritdoc/>
    public int? BatchCount { get; }

    /// <inheritdoc/>
    public int? StaticBatchSize { get; }

    /// <inheritdoc/>
    public Shape InputShape => _x[0].shape.With(0, StaticBatchSize ?? Shape.Unknown);

    /// <inheritdoc/>
    public DType InputType => _x[0].dtype;

    /// <inheritdoc/>
    public bool HasTargets => _y is not null;

    /// <summary>Data as a tensor that stays, in the type that Keras's data pipeline gives it: floats become <c>floatx</c>.</summary>
    public static Tensor Prepare(TensorLike data)
    {
        DType type = data.dtype.is_floating ? Settings.Floatx : data.dtype;
        if (type.Code == DTypeCode.Object)
            throw new KerasValueException($"Failed to convert a NumPy array to a Tensor (Unsupported object type list): the array has the type {type}. Pad sequences of different lengths first, for example with pad_sequences.");
        Tensor tensor = data.ToTensor(type);
        if (tensor.ndim == 0)
            throw new KerasValueException("Data must have at least one axis, the samples.");
        return tensor;
    }

    /// <summary>Data for a model: one, several in a list, or several under names, each prepared.</summary>
    public static Tensors PrepareAll(TensorLike data) =>
        data.Named is { } named ? new Tensors(named.ToDictionary(pair => pair.Key, pair => Prepare(pair.Value)))
        : data.Parts is not { } parts ? new Tensors(Prepare(data))
        : parts.Count == 1 ? new Tensors(Prepare(parts[0]))
        : new Tensors([.. parts.Select(Prepare)]);

    /// <summary>Data for a model, or null.</summary>
    public static Tensors? PrepareAll(TensorLike? data) => data is { } given ? PrepareAll(given) : default(Tensors?);

    /// <inheritdoc/>
    public IBatchReader Start(int passes = 1) => new Reader(this, passes);

    private static void CheckCardinality(Tensors x, Tensors? y, Tensors? sampleWeight)
    {
        int count = x[0].shape[0];
        if (x.Concat(y ?? default).Concat(sampleWeight ?? default).All(data => data.shape[0] == count))
            return;
        string message = $"Data cardinality is ambiguous:\n  x sizes: {Sizes(x)}\n";
        if (y is { } targets)
            message += $"  y sizes: {Sizes(targets)}\n";
        if (sampleWeight is { } weights)
            message += $"  sample_weight sizes: {Sizes(weights)}\n";

        static string Sizes(Tensors data) => string.Join(", ", data.Select(one => one.shape[0]));
        throw new KerasValueException(message + "Make sure all arrays contain the same number of samples.");
    }

    private sealed class Reader(ArrayDataSource source, int passes) : IBatchReader
    {
        private readonly int[]? _order = source._shuffle is null ? null : new int[source._count];
        private int _start = source._count;

        public bool MoveNext()
        {
            _start += source._batchSize;
            if (_start < source._count)
                return true;
            if (passes-- == 0)
                return false;
            _start = 0;
            source._shuffle?.Permutation(_order);
            return true;
        }

        public Batch Read()
        {
            int size = Math.Min(source._batchSize, source._count - _start);
            return new(source._x.Map(data => Take(data, size)), source._y?.Map(data => Take(data, size)), source._sampleWeight?.Map(data => Take(data, size)), size);
        }

        public void Dispose() { }

        private Tensor Take(Tensor all, int size)
        {
            if (all.dtype.Code == DTypeCode.String)
                return Tensor.OfText([.. Enumerable.Range(_start, size).SelectMany(i => all.Row(_order?[i] ?? i).Text.ToArray())], all.shape.With(0, size));
            Tensor batch = Tensor.Uninitialized(all.dtype, all.shape.With(0, size));
            if (batch.Length == 0)
                return batch;
            int row = (int)(batch.ByteLength / size);
            ReadOnlySpan<byte> from = all.Bytes;
            Span<byte> to = batch.Bytes;
            if (_order is null)
                from.Slice(_start * row, size * row).CopyTo(to);
            else
                for (int i = 0; i < size; i++)
                    from.Slice(_order[_start + i] * row, row).CopyTo(to[(i * row)..]);
            GC.KeepAlive(all);
            return batch;
        }
    }
}
