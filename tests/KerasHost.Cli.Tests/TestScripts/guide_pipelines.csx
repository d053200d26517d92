// tf.data: build input pipelines. compat/record/guides/pipelines.py is the same program in Python.
keras.utils.set_random_seed(2);
np.set_printoptions(precision: 4);
var dataset = tf.data.Dataset.from_tensor_slices([8, 3, 0, 8, 2, 1]);
print(dataset);
foreach (Tensor elem in dataset)
    print(elem.numpy());
var it = iter(dataset);
print(next(it).numpy());
print(dataset.reduce(0, (state, value) => state + value).numpy());
var dataset1 = tf.data.Dataset.from_tensor_slices(tf.random.uniform([4, 10]));
print(dataset1.element_spec);
var dataset2 = tf.data.Dataset.from_tensor_slices((tf.random.uniform([4]), tf.random.uniform([4, 100], maxval: 100, dtype: tf.int32)));
print(dataset2.element_spec);
var dataset3 = tf.data.Dataset.zip((dataset1, dataset2));
print(dataset3.element_spec);
dataset1 = tf.data.Dataset.from_tensor_slices(tf.random.uniform([4, 10], minval: 1, maxval: 10, dtype: tf.int32));
foreach (Tensor z in dataset1)
    print(z.numpy());
foreach (var (a, b, c) in dataset3)
    print($"shapes: {a.shape}, {b.shape}, {c.shape}");
IEnumerable<int> count(int stop)
{
    int i = 0;
    while (i < stop)
    {
        yield return i;
        i += 1;
    }
}
var ds_counter = tf.data.Dataset.from_generator(() => count(25), output_types: tf.int32, output_shapes: new int[0]);
foreach (Tensor count_batch in ds_counter.repeat().batch(10).take(10))
    print(count_batch.numpy());
IEnumerable<(int, NDArray)> gen_series()
{
    int i = 0;
    while (i < 4)
    {
        int size = i % 3 + 1;
        yield return (i, np.arange(size) * 1.0);
        i += 1;
    }
}
var ds_series = tf.data.Dataset.from_generator(gen_series, output_types: (tf.int32, tf.float32), output_shapes: ([], [null]));
print(ds_series);
var ds_series_batch = ds_series.padded_batch(2);
var (ids, sequence_batch) = next(iter(ds_series_batch));
print(ids.numpy());
print(sequence_batch.numpy());
var inc_dataset = tf.data.Dataset.range(100);
var dec_dataset = tf.data.Dataset.range(0, -100, -1);
dataset = tf.data.Dataset.zip((inc_dataset, dec_dataset));
var batched_dataset = dataset.batch(4);
foreach (var batch in batched_dataset.take(4))
    print(batch.Select(arr => arr.numpy()).ToList());
print(batched_dataset);
batched_dataset = dataset.batch(7, drop_remainder: true);
print(batched_dataset);
dataset = tf.data.Dataset.range(100);
dataset = dataset.map(x => tf.fill([tf.cast(x, tf.int32)], x));
dataset = dataset.padded_batch(4, padded_shapes: [null]);
foreach (Tensor batch in dataset.take(2))
{
    print(batch.numpy());
    print();
}
var d = tf.data.Dataset.range(3);
d = d.map(x => x * 2).filter(x => x > 0).concatenate(tf.data.Dataset.range(7, 9));
print(list(d.as_numpy_iterator()));
var range_ds = tf.data.Dataset.range(20);
var batches = range_ds.batch(10, drop_remainder: true);
foreach (Tensor batch in batches.take(5))
    print(batch.numpy());
(Tensor, Tensor) dense_1_step(Tensor batch) => (batch[..^1], batch[1..]);
var predict_dense_1_step = batches.map(dense_1_step);
foreach (var (features, label) in predict_dense_1_step.take(3))
    print(features.numpy(), " => ", label.numpy());
int window_size = 5;
var windows = range_ds.window(window_size, shift: 1);
foreach (var sub_ds in windows.take(3))
    print(sub_ds.as_numpy_iterator().Select(v => (int)(NDArray)v).ToList());
foreach (Tensor x in windows.flat_map(x => x).take(8))
    print(x.numpy(), end: " ");
print();
Dataset sub_to_batch(Dataset sub) => sub.batch(window_size, drop_remainder: true);
foreach (Tensor example in windows.flat_map(sub_to_batch).take(3))
    print(example.numpy());
print(tf.data.experimental.cardinality(range_ds).numpy(), len(range_ds), (int)range_ds.repeat().cardinality() == tf.data.INFINITE_CARDINALITY);
var shuffled = tf.data.Dataset.range(10).shuffle(4, seed: 3);
print(shuffled.Select(v => (int)(Tensor)v).ToList(), shuffled.Select(v => (int)(Tensor)v).ToList());
print(tf.data.Dataset.range(10).shuffle(10, seed: 1, reshuffle_each_iteration: false).repeat(2).Select(v => (int)(Tensor)v).ToList());
print(tf.data.Dataset.range(5, 8).enumerate(start: 2).Select(e => ((int)e[0], (int)e[1])).ToList());
print(list(tf.data.Dataset.range(8).batch(3).unbatch().take(4).as_numpy_iterator()));
var ds = tf.data.Dataset.range(1, 4).interleave(x => tf.data.Dataset.from_tensors(x).repeat(3), cycle_length: 2, block_length: 2);
print(list(ds.as_numpy_iterator()));
