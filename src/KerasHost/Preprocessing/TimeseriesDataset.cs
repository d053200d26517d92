using KerasHost.Data;
using KerasHost.Layers;
using KerasHost.RandomNumbers;

namespace KerasHost.Preprocessing;

/// <summary>Runs of a series as a dataset. Mirrors tf_keras/src/utils/timeseries_dataset.py.</summary>
public static class TimeseriesDataset
{
    /// <summary>Runs of equal length of a series, each maybe with a target.</summary>
    /// <param name="data">The series, <c>(timesteps, …)</c>.</param>
    /// <param name="targets">The target of the run that starts at each timestep, or null for runs alone.</param>
    /// <param name="sequence_length">Timesteps a run.</param>
    /// <param name="sequence_stride">How far apart runs start.</param>
    /// <param name="sampling_rate">How far apart the timesteps of a run are.</param>
    /// <param name="batch_size">Runs a batch; null for runs one by one.</param>
    /// <param name="shuffle">Whether runs come in a random order.</param>
    /// <param name="seed">The seed of that order; null draws one from <c>np.random</c>.</param>
    /// <param name="start_index">The first timestep that counts.</param>
    /// <param name="end_index">The first timestep that does not count any more.</param>
    /// <returns>Elements <c>(batch, sequence_length, …)</c>, in pairs with the targets.</returns>
    /// <exception cref="KerasValueException">A number does not fit the length of the data.</exception>
    [KerasExport("keras.utils.timeseries_dataset_from_array", "keras.preprocessing.timeseries_dataset_from_array")]
    public static Dataset timeseries_dataset_from_array(TensorLike data, TensorLike? targets, int sequence_length, int sequence_stride = 1, int sampling_rate = 1,
        int? batch_size = 128, bool shuffle = false, long? seed = null, int? start_index = null, int? end_index = null)
    {
        Tensor series = data.ToTensor();
        int length = series.shape[0];
        Check(length, sequence_length, sequence_stride, sampling_rate, start_index, end_index);
        int start = start_index ?? 0;
        int end = end_index is null or 0 ? length : end_index.Value;
        int count = end - start - (sequence_length - 1) * sampling_rate;
        Tensor? goals = targets?.ToTensor();
        if (goals is not null)
            count = Math.Min(count, goals.shape[0]);
        if (goals is not null && start + Math.Max(0, count) > goals.shape[0])
            throw new KerasValueException($"`targets` has {goals.shape[0]} entries, but runs up to timestep {start + count - 1} need one each.");
        int[] starts = [.. Enumerable.Range(0, count <= 0 ? 0 : (count - 1) / sequence_stride + 1).Select(i => i * sequence_stride)];
        if (shuffle)
        {
            seed ??= SeedStreams.NumPy.RandInt(0, 1000000);
            new NumPyRandomState(seed.Value).Shuffle(starts.AsSpan());
        }
        Dataset dataset = new SeriesDataset(series, goals, start, starts, sequence_length, sampling_rate).prefetch(Dataset.AUTOTUNE);
        if (shuffle)
            dataset = dataset.shuffle(batch_size is { } size ? size * 8 : 1024, seed);
        return batch_size is { } samples ? dataset.batch(samples) : dataset;
    }

    private static void Check(int length, int sequenceLength, int stride, int rate, int? start, int? end)
    {
        if (start < 0)
            throw new KerasValueException($"`start_index` must be 0 or greater. Received: start_index={start}");
        if (start >= length)
            throw new KerasValueException($"`start_index` must be lower than the length of the data. Received: start_index={start}, for data of length {length}");
        if (end is not (null or 0))
        {
            if (start is not (null or 0) && end <= start)
                throw new KerasValueException($"`end_index` must be higher than `start_index`. Received: start_index={start}, and end_index={end} ");
            if (end >= length)
                throw new KerasValueException($"`end_index` must be lower than the length of the data. Received: end_index={end}, for data of length {length}");
            if (end <= 0)
                throw new KerasValueException($"`end_index` must be higher than 0. Received: end_index={end}");
        }
        if (sequenceLength < 1)
            throw new KerasValueException($"`sequence_length` must be higher than 0. Received: sequence_length={sequenceLength}");
        if (rate <= 0)
            throw new KerasValueException($"`sampling_rate` must be higher than 0. Received: sampling_rate={rate}");
        if (rate >= length)
            throw new KerasValueException($"`sampling_rate` must be lower than the length of the data. Received: sampling_rate={rate}, for data of length {length}");
        if (stride <= 0)
            throw new KerasValueException($"`sequence_stride` must be higher than 0. Received: sequence_stride={stride}");
        if (stride >= length)
            throw new KerasValueException($"`sequence_stride` must be lower than the length of the data. Received: sequence_stride={stride}, for data of length {length}");
    }

    // As Keras builds it the length of a run is not known to the dataset's specification.
    private sealed class SeriesDataset(Tensor series, Tensor? goals, int offset, int[] starts, int length, int rate) : Dataset(Spec(series, goals), starts.Length)
    {
        private protected override string Kind => goals is null ? "_ParallelMapDataset" : "_ZipDataset";

        internal override IEnumerator<Tensor[]> Start()
        {
            foreach (int start in starts)
            {
                Tensor run = Run(offset + start);
                yield return goals is null ? [run] : [run, goals.Row(offset + start)];
            }
        }

        private Tensor Run(int start)
        {
            if (rate == 1)
                return series.Rows(start, length);
            Tensor run = Tensor.Owned(series.dtype, series.shape.With(0, length));
            Span<byte> to = run.Bytes;
            int row = to.Length / length;
            for (int i = 0; i < length; i++)
                series.Row(start + i * rate).Bytes.CopyTo(to[(i * row)..]);
            GC.KeepAlive(series);
            return run;
        }

        private static ElementSpec Spec(Tensor series, Tensor? goals)
        {
            var run = new TensorSpec(series.shape.With(0, Shape.Unknown), series.dtype);
            return goals is null ? run : (run, new TensorSpec(goals.shape.Part(1, goals.shape.Rank), goals.dtype));
        }
    }
}
