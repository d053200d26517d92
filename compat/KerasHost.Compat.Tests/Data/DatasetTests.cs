using KerasHost.Compat.Tests.Recorded;
using KerasHost.Data;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Printing;
using KerasHost.Python;

namespace KerasHost.Compat.Tests.Data;

/// <summary>The programs of compat/record/record_data.py, line by line.</summary>
public sealed class DatasetTests
{
    private readonly StringWriter _out = new() { NewLine = "\n" };

    private static Dataset Pairs => tf.data.Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6)));

    [Fact]
    public void Datasets_print_as_in_the_reference()
    {
        Dataset pairs = tf.data.Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6).astype("float32")));
        Print(pairs);
        Print(tf.data.Dataset.from_tensor_slices([1, 2, 3]));
        Print(tf.data.Dataset.from_tensor_slices([1.5, 2]));
        Print(tf.data.Dataset.from_tensors(([1, 2, 3], 2.5)));
        Print(tf.data.Dataset.range(5));
        Print(pairs.batch(4));
        Print(pairs.batch(4, drop_remainder: true));
        Print(pairs.batch(4, drop_remainder: true).batch(2));
        Print(pairs.batch(2).unbatch());
        Print(pairs.batch(3, drop_remainder: true).map((x, y) => (x[..^1], x[1..], y)));
        Print(pairs.map((x, y) => x * 2));
        Print(pairs.map((x, y) => x, num_parallel_calls: 2));
        Print(pairs.filter((x, y) => y > 2));
        Print(pairs.shuffle(3));
        Print(pairs.repeat(2));
        Print(pairs.take(2));
        Print(pairs.skip(2));
        Print(pairs.cache());
        Print(pairs.prefetch(1));
        Print(pairs.enumerate());
        Print(pairs.concatenate(pairs));
        Print(tf.data.Dataset.zip((pairs, tf.data.Dataset.range(3))));
        Print(tf.data.Dataset.zip((tf.data.Dataset.range(3), tf.data.Dataset.range(4))));
        Print(tf.data.Dataset.range(7).window(3));
        Print(tf.data.Dataset.range(7).map(x => x).padded_batch(3));
        Print(tf.data.Dataset.from_generator(() => new[] { 1, 2 }, output_signature: tf.TensorSpec(shape: [], dtype: tf.int32)));
        Print(tf.data.Dataset.from_generator(() => new[] { 1, 2 }, output_signature: (tf.TensorSpec(shape: [null, 2], dtype: tf.float32), tf.TensorSpec(shape: [], dtype: tf.int64))));
        Print(tf.data.Dataset.range(3).flat_map(i => tf.data.Dataset.range(3)));
        Print(tf.data.Dataset.range(3).interleave(i => tf.data.Dataset.range(3), cycle_length: 2));
        Print(pairs.element_spec);
        Print(tf.data.Dataset.range(3).element_spec);
        Print(pairs.enumerate().element_spec);
        NDArray text_as_int = np.arange(1000);
        Print(tf.data.Dataset.from_tensor_slices(text_as_int).batch(101, drop_remainder: true).map(SplitInputTarget).shuffle(10000).batch(4, drop_remainder: true));
        // A scalar's padded shape is (batch,) however it came about.
        Same("prints");
    }

    [Fact]
    public void Numbers_of_elements_are_those_of_the_reference()
    {
        Dataset r = tf.data.Dataset.range(10), some = r.filter(x => x > 1);
        Dataset[] datasets =
        [
            r, r.batch(3), r.batch(3, drop_remainder: true), r.batch(3).unbatch(), r.map(x => x), some, r.shuffle(3), r.repeat(),
            r.repeat(3), r.repeat(0), r.take(4), r.take(40), r.take(-1), r.skip(4), r.skip(40), r.skip(-1), r.cache(), r.prefetch(2), r.enumerate(), r.concatenate(r), r.repeat().take(3),
            tf.data.Dataset.zip((r, r.take(4))), tf.data.Dataset.zip((r, r.repeat())),
        ];
        foreach (Dataset dataset in datasets)
            Print(dataset.cardinality());
        Print(r.window(4).cardinality());
        Print(r.window(4, drop_remainder: true).cardinality());
        Print(r.window(3, shift: 1).cardinality());
        Dataset[] more =
        [
            some.repeat(), some.take(2), r.concatenate(r.repeat()), tf.data.Dataset.from_generator(() => new[] { 1 }, tf.TensorSpec([], tf.int64)),
            tf.data.Dataset.range(2, 11, 3), tf.data.Dataset.range(10, 0, -4), tf.data.Dataset.range(0), r.repeat().batch(3), r.flat_map(i => r), r.padded_batch(4), r.repeat().skip(3),
        ];
        foreach (Dataset dataset in more)
            Print(dataset.cardinality());
        Print("TypeError " + Assert.Throws<KerasTypeException>(() => r.repeat().len()).Message);
        Print("TypeError " + Assert.Throws<KerasTypeException>(() => some.len()).Message);
        Print(r.batch(3).len());
        Same("cardinalities");
    }

    [Fact]
    public void Elements_are_those_of_the_reference()
    {
        Dataset r = tf.data.Dataset.range(10);
        Show(r);
        Show(r.batch(4));
        Show(r.batch(4, drop_remainder: true));
        Show(r.batch(5).batch(2));
        Show(Pairs.batch(4));
        Show(Pairs.skip(1).batch(4));
        Show(Pairs.batch(4).unbatch());
        Show(Pairs.map((x, y) => x[0] + y));
        Show(Pairs.map((x, y) => (y, x[1..])));
        Show(r.filter(x => tf.equal(x % 3, 0)));
        Show(r.repeat(2));
        Show(r.repeat(), 23);
        Show(r.take(3));
        Show(r.skip(8));
        Show(r.skip(-1));
        Show(r.take(2).concatenate(r.skip(9)));
        Show(r.enumerate(5));
        Show(Pairs.enumerate());
        Show(tf.data.Dataset.zip((r, Pairs)));
        Show(tf.data.Dataset.range(2, 11, 3));
        Show(tf.data.Dataset.range(10, 0, -4));
        Show(tf.data.Dataset.range(3, output_type: tf.int32));
        foreach (Dataset w in r.window(4))
            Show(w);
        foreach (Dataset w in r.window(3, shift: 2, stride: 2, drop_remainder: true))
            Show(w);
        Show(r.window(3, shift: 1, drop_remainder: true).flat_map(w => w.batch(3)));
        Show(r.flat_map(Upto).take(12));
        Show(r.take(4).interleave(Upto, cycle_length: 2, block_length: 1));
        Show(r.take(5).interleave(i => i.IsSymbolic ? r : tf.data.Dataset.range((long)i * 10, (long)i * 10 + 4), cycle_length: 3, block_length: 2));
        Show(Growing().padded_batch(2));
        Show(Growing(ones: true).padded_batch(2, padded_shapes: [6], padding_values: -1));
        Show(tf.data.Dataset.from_tensors([[1, 2], [3, 4]]));
        Show(r.cache().take(3));
        Show(r.prefetch(2));
        Show(tf.data.Dataset.from_generator(() => Enumerable.Range(0, 3).Select(i => (i, new[] { i, i + 1 })),
            output_signature: (tf.TensorSpec([], tf.int32), tf.TensorSpec([2], tf.float32))));
        Print($"[{string.Join(", ", Pairs.batch(3).as_numpy_iterator())}]");
        foreach (var (x, y) in Pairs.batch(4))
            Print($"{x} {y}");
        Same("elements");
    }

    [Fact]
    public void Shuffled_orders_are_those_of_the_reference()
    {
        Dataset r = tf.data.Dataset.range(10);
        foreach (int seed in (int[])[0, 1, 42])
        {
            keras.utils.set_random_seed(seed);
            Dataset first = r.shuffle(4);
            Direct(first);
            Direct(first);
            Direct(r.shuffle(10));
            Direct(r.shuffle(100, seed: 7));
            Direct(r.shuffle(3, reshuffle_each_iteration: false));
        }
        keras.utils.set_random_seed(1);
        Dataset ds = r.shuffle(10, seed: 3, reshuffle_each_iteration: false);
        Direct(ds);
        Direct(ds);
        ds = r.shuffle(5).repeat(2);
        Direct(ds);
        Direct(ds);
        Direct(r.shuffle(5, reshuffle_each_iteration: false).repeat(2));
        ds = r.repeat(2).shuffle(5);
        Direct(ds);
        Direct(ds);
        ds = r.shuffle(5).repeat().take(25);
        Direct(ds);
        Direct(ds);
        ds = r.shuffle(5);
        Direct(ds.take(4));
        Direct(ds);
        Direct(ds.skip(3));
        Direct(ds.concatenate(ds));
        Direct(tf.data.Dataset.zip((ds, ds)));
        ds = r.shuffle(10).cache();
        Direct(ds);
        Direct(ds);
        ds = r.shuffle(10).batch(4).shuffle(2);
        Direct(ds);
        Direct(ds);
        ds = r.shuffle(10).map(x => x * 2).batch(3).prefetch(1);
        Direct(ds);
        Direct(ds);
        ds = r.shuffle(10);
        ds.GetEnumerator().Dispose();
        Direct(ds);
        ds = r.shuffle(10).take(0);
        Direct(ds);
        keras.utils.set_random_seed(1);
        ds = r.shuffle(5);
        Dataset ds2 = ds.repeat(2).batch(10);
        Direct(ds2);
        Direct(ds2);
        Direct(ds);
        Same("shuffles");
    }

    [Fact]
    public void Random_numbers_in_a_map_are_those_of_the_reference()
    {
        keras.utils.set_random_seed(1);
        Dataset ds = tf.data.Dataset.range(3).map(x => tf.random.uniform([]));
        Direct(ds);
        Direct(ds);
        ds = tf.data.Dataset.range(3).map(x => (tf.random.uniform([2]), tf.random.normal([])));
        Direct(ds);
        Same("random_map");
    }

    [Fact]
    public void Every_argument_prints_as_in_the_reference()
    {
        Dataset pairs = tf.data.Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6, dtype: "float32")));
        Dataset r = tf.data.Dataset.range(6);
        Print(tf.data.Dataset.from_tensor_slices((string[])["a", "b"]));
        Print(tf.data.Dataset.from_tensor_slices((bool[])[true, false]));
        Print(tf.data.Dataset.from_tensor_slices(np.zeros((2, 3))));
        Print(tf.data.Dataset.from_tensors("a"));
        Print(pairs.batch(2, num_parallel_calls: 2));
        Print(pairs.batch(2, drop_remainder: true, num_parallel_calls: tf.data.AUTOTUNE, deterministic: false));
        Print(pairs.map((x, y) => (x, y), num_parallel_calls: tf.data.AUTOTUNE, deterministic: true));
        Print(r.interleave(i => tf.data.Dataset.range(3), cycle_length: 2, block_length: 2, num_parallel_calls: 2));
        Print(r.interleave(i => tf.data.Dataset.range(3), cycle_length: 2, num_parallel_calls: tf.data.AUTOTUNE, deterministic: true));
        Print(r.take_while(x => x < 3));
        Print(tf.data.Dataset.zip((r, r, r)));
        Print(tf.data.Dataset.zip(r, r));
        Print(tf.data.Dataset.zip(r, pairs, r));
        Print(pairs.padded_batch(2, padded_shapes: ([4], [])));
        Print(pairs.padded_batch(2, padded_shapes: ([null], []), padding_values: (7L, 1.0), drop_remainder: true));
        Print(pairs.window(2));
        Print(pairs.window(2, shift: 1, stride: 1, drop_remainder: true));
        Print(pairs.window(3).flat_map((x, y) => tf.data.Dataset.zip((x.batch(3), y.batch(3)))));
        Print(pairs.window(3, drop_remainder: true).flat_map((x, y) => x.batch(3, drop_remainder: true)));
        Print(pairs.flat_map((x, y) => tf.data.Dataset.from_tensors(x)));
        Print(pairs.interleave((x, y) => tf.data.Dataset.from_tensor_slices(x), cycle_length: 2));
        Print(pairs.cache("/tmp/none"));
        Print(pairs.shuffle(3, seed: 1, reshuffle_each_iteration: false));
        Print(pairs.repeat());
        Print(pairs.enumerate(start: 5));
        Print(pairs.concatenate(pairs.map((x, y) => (x, y))));
        Print(tf.data.Dataset.from_tensor_slices(np.zeros((2, 3))).concatenate(tf.data.Dataset.from_tensor_slices(np.zeros((2, 4)))));
        Print(tf.data.Dataset.from_generator(() => (int[])[1], output_types: tf.int32, output_shapes: []));
        Print(tf.data.Dataset.from_generator(() => ((int[], int)[])[([1], 2)], output_types: (tf.int32, tf.float32), output_shapes: ([null], [])));
        Print(tf.data.TextLineDataset("none").batch(2));
        Print(tf.data.Dataset.range(3, output_type: tf.float32));
        Print(pairs.apply(ds => ds.batch(2)));
        foreach (Dataset ds in (Dataset[])[pairs.batch(2), pairs.batch(2).unbatch(), pairs.padded_batch(3), pairs.cache(), pairs.prefetch(2), pairs.skip(1), pairs.repeat(), tf.data.Dataset.zip((pairs, r)),
            r.enumerate(), r.batch(2).batch(3, drop_remainder: true)])
            Print(ds.element_spec);
        Same("prints_of_every_argument");
    }

    [Fact]
    public void Every_argument_gives_the_elements_of_the_reference()
    {
        Dataset pairs = tf.data.Dataset.from_tensor_slices((np.arange(12).reshape(6, 2), np.arange(6)));
        Dataset r = tf.data.Dataset.range(6);
        Show(pairs.batch(4, num_parallel_calls: 2));
        Show(r.take_while(x => x < 3));
        Show(pairs.take_while((x, y) => y < 2));
        Show(tf.data.Dataset.zip(r, pairs, r.skip(2)));
        Show(pairs.padded_batch(4, padded_shapes: ([3], [])));
        Show(pairs.padded_batch(4, padded_shapes: ([3], []), padding_values: (-1L, 0L), drop_remainder: true));
        Show(tf.data.Dataset.from_generator(() => Enumerable.Range(1, 3).Select(i => np.ones([i, i])), tf.TensorSpec([null, null])).padded_batch(3, padding_values: 0.5));
        Dataset words = tf.data.Dataset.from_generator(() => (string[][])[["a"], ["b", "c"], []], output_signature: tf.TensorSpec([null], tf.@string));
        foreach (Tensors batch in words.padded_batch(2))
            Print(batch.Single);
        foreach (Tensors batch in words.padded_batch(3, padded_shapes: [3], padding_values: "<pad>"))
            Print(batch.Single);
        Show(pairs.window(4).flat_map((x, y) => tf.data.Dataset.zip((x.batch(4), y.batch(4)))));
        Show(pairs.window(3, shift: 2, drop_remainder: true).flat_map((x, y) => y.batch(3)));
        Show(tf.data.Dataset.from_generator(() => (int[])[1, 2], output_types: tf.int32, output_shapes: []));
        Show(tf.data.Dataset.from_generator(() => ((int[], int)[])[([1], 2), ([3, 4], 5)], output_types: (tf.int32, tf.float32), output_shapes: ([null], [])));
        Print(r.reduce(0L, (s, x) => s + x));
        Print(pairs.reduce(1L, (s, xy) => s + xy[0][0] * xy[1]));
        Print(r.take(1).get_single_element().Single);
        Print($"{PythonText.Str(tf.data.experimental.cardinality(r))} {tf.data.experimental.INFINITE_CARDINALITY} {tf.data.UNKNOWN_CARDINALITY}");
        Show(r.apply(ds => ds.skip(4)));
        Show(pairs.flat_map((x, y) => tf.data.Dataset.from_tensor_slices(x)));
        np.random.seed(5);
        for (int i = 0; i < 12; i++)
        {
            NDArray lengths = np.random.randint(0, 5, [6]);
            int cycle = (int)np.random.randint(1, 5), block = (int)np.random.randint(1, 4);
            Print($"{PythonText.Str(lengths.tolist())} {cycle} {block}");
            Show(tf.data.Dataset.from_tensor_slices(lengths).enumerate().interleave((number, size) => Tens(number, size), cycle_length: cycle, block_length: block));
        }
        Print(r.batch(4).as_numpy_iterator().Select(x => x[0].tolist()).ToList());
        Print(builtins.list(r.as_numpy_iterator().Select(x => x[0])));
        Print($"{builtins.next(builtins.iter(r.skip(3))).Single.numpy()} {builtins.next(builtins.iter(pairs))[0].numpy()} {builtins.len(builtins.list(pairs))}");
        Same("elements_of_every_argument");
    }

    [Fact]
    public void An_error_in_a_function_names_the_stage_and_the_element()
    {
        static Tensor Failing(Tensor x) => x.IsSymbolic || (long)x < 2 ? x : throw new InvalidOperationException("no more");
        KerasException e = Assert.ThrowsAny<KerasException>(() => tf.data.Dataset.range(5).map(Failing).batch(2).ToList());
        Assert.Contains("Dataset.map", e.Message, StringComparison.Ordinal);
        Assert.Contains("element 2", e.Message, StringComparison.Ordinal);
        Assert.Contains("no more", e.Message, StringComparison.Ordinal);
        e = Assert.ThrowsAny<KerasException>(() => tf.data.Dataset.range(5).reduce(0L, (s, x) => s + Failing(x)));
        Assert.Contains("Dataset.reduce", e.Message, StringComparison.Ordinal);
        e = Assert.ThrowsAny<KerasException>(() => tf.data.Dataset.range(5).take_while(x => Failing(x) < 9).ToList());
        Assert.Contains("Dataset.take_while", e.Message, StringComparison.Ordinal);
        e = Assert.ThrowsAny<KerasException>(() => tf.data.Dataset.range(5).map(x => tf.matmul(x, x)));
        Assert.Contains("while finding the shapes", e.Message, StringComparison.Ordinal);
    }

    private static (Tensor, Tensor) SplitInputTarget(Tensor chunk) => (chunk[..^1], chunk[1..]);

    // The number of elements is data, which the first call, for the shapes, does not have.
    private static Dataset Upto(Tensor i) => tf.data.Dataset.range(i.IsSymbolic ? 0 : (long)i);

    private static Dataset Tens(Tensor number, Tensor size) => number.IsSymbolic ? tf.data.Dataset.range(0) : tf.data.Dataset.range((long)number * 10, (long)number * 10 + (long)size);

    private static Dataset Growing(bool ones = false) => tf.data.Dataset.from_generator(
        () => Enumerable.Range(1, 5).Select(i => Enumerable.Repeat(ones ? 1 : i, i).ToArray()), tf.TensorSpec([null], tf.int32));

    private static string Text(Tensors element) => string.Join(" ", element.Select(tensor => PythonText.Str(tensor.numpy().tolist())));

    private void Print(object value) => _out.WriteLine(PythonText.Str(value));

    private void Show(Dataset dataset, int limit = 1000) => Direct(dataset.take(limit));

    private void Direct(Dataset dataset) => _out.WriteLine(string.Join("; ", dataset.Select(Text)));

    private void Same(string name) => Assert.Equal(RecordedCase.Load("data", name).Text, _out.ToString());
}
