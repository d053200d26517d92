"""tf.data: build input pipelines: the same program as tests/KerasHost.Cli.Tests/TestScripts/guide_pipelines.csx."""
import numpy as np
import tensorflow as tf
import tf_keras as keras

keras.utils.set_random_seed(2)
np.set_printoptions(precision=4)
dataset = tf.data.Dataset.from_tensor_slices([8, 3, 0, 8, 2, 1])
print(dataset)
for elem in dataset:
    print(elem.numpy())
it = iter(dataset)
print(next(it).numpy())
print(dataset.reduce(0, lambda state, value: state + value).numpy())
dataset1 = tf.data.Dataset.from_tensor_slices(tf.random.uniform([4, 10]))
print(dataset1.element_spec)
dataset2 = tf.data.Dataset.from_tensor_slices((tf.random.uniform([4]), tf.random.uniform([4, 100], maxval=100, dtype=tf.int32)))
print(dataset2.element_spec)
dataset3 = tf.data.Dataset.zip((dataset1, dataset2))
print(dataset3.element_spec)
dataset1 = tf.data.Dataset.from_tensor_slices(tf.random.uniform([4, 10], minval=1, maxval=10, dtype=tf.int32))
for z in dataset1:
    print(z.numpy())
for a, (b, c) in dataset3:
    print('shapes: {a.shape}, {b.shape}, {c.shape}'.format(a=a, b=b, c=c))
def count(stop):
    i = 0
    while i < stop:
        yield i
        i += 1
ds_counter = tf.data.Dataset.from_generator(count, args=[25], output_types=tf.int32, output_shapes=())
for count_batch in ds_counter.repeat().batch(10).take(10):
    print(count_batch.numpy())
def gen_series():
    i = 0
    while i < 4:
        size = i % 3 + 1
        yield i, np.arange(size) * 1.0
        i += 1
ds_series = tf.data.Dataset.from_generator(gen_series, output_types=(tf.int32, tf.float32), output_shapes=((), (None,)))
print(ds_series)
ds_series_batch = ds_series.padded_batch(2)
ids, sequence_batch = next(iter(ds_series_batch))
print(ids.numpy())
print(sequence_batch.numpy())
inc_dataset = tf.data.Dataset.range(100)
dec_dataset = tf.data.Dataset.range(0, -100, -1)
dataset = tf.data.Dataset.zip((inc_dataset, dec_dataset))
batched_dataset = dataset.batch(4)
for batch in batched_dataset.take(4):
    print([arr.numpy() for arr in batch])
print(batched_dataset)
batched_dataset = dataset.batch(7, drop_remainder=True)
print(batched_dataset)
dataset = tf.data.Dataset.range(100)
dataset = dataset.map(lambda x: tf.fill([tf.cast(x, tf.int32)], x))
dataset = dataset.padded_batch(4, padded_shapes=(None,))
for batch in dataset.take(2):
    print(batch.numpy())
    print()
d = tf.data.Dataset.range(3)
d = d.map(lambda x: x * 2).filter(lambda x: x > 0).concatenate(tf.data.Dataset.range(7, 9))
print(list(d.as_numpy_iterator()))
range_ds = tf.data.Dataset.range(20)
batches = range_ds.batch(10, drop_remainder=True)
for batch in batches.take(5):
    print(batch.numpy())
def dense_1_step(batch):
    return batch[:-1], batch[1:]
predict_dense_1_step = batches.map(dense_1_step)
for features, label in predict_dense_1_step.take(3):
    print(features.numpy(), " => ", label.numpy())
window_size = 5
windows = range_ds.window(window_size, shift=1)
for sub_ds in windows.take(3):
    print([int(v) for v in sub_ds.as_numpy_iterator()])
for x in windows.flat_map(lambda x: x).take(8):
    print(x.numpy(), end=' ')
print()
def sub_to_batch(sub):
    return sub.batch(window_size, drop_remainder=True)
for example in windows.flat_map(sub_to_batch).take(3):
    print(example.numpy())
print(tf.data.experimental.cardinality(range_ds).numpy(), len(range_ds), range_ds.repeat().cardinality().numpy() == tf.data.INFINITE_CARDINALITY)
shuffled = tf.data.Dataset.range(10).shuffle(4, seed=3)
print([int(v) for v in shuffled], [int(v) for v in shuffled])
print([int(v) for v in tf.data.Dataset.range(10).shuffle(10, seed=1, reshuffle_each_iteration=False).repeat(2)])
print([(int(i), int(v)) for i, v in tf.data.Dataset.range(5, 8).enumerate(start=2)])
print(list(tf.data.Dataset.range(8).batch(3).unbatch().take(4).as_numpy_iterator()))
ds = tf.data.Dataset.range(1, 4).interleave(lambda x: tf.data.Dataset.from_tensors(x).repeat(3), cycle_length=2, block_length=2)
print(list(ds.as_numpy_iterator()))
