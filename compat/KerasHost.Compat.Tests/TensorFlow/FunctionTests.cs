using System.Globalization;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Compat.Tests.TensorFlow;

/// <summary>The programs of compat/record/record_tf.py, line by line: functions of <c>tf</c> and <c>keras.backend</c> on small tensors.</summary>
public sealed partial class FunctionTests
{
    private readonly StringWriter _out = new() { NewLine = "\n" };

    [Fact]
    public void Functions_of_tf_give_what_the_reference_gives() => Same("functions", () =>
    {
        Tensor a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]]);
        Tensor n = tf.constant([[4, 0, 2], [7, 7, 1]]);
        Tensor v = tf.constant([1.0, -2.0, 0.5, 0.0]);
        // sums and means
        Show(tf.math.reduce_variance(a), tf.math.reduce_variance(a, axis: 0), tf.math.reduce_std(a, axis: 1), tf.math.reduce_std(a, axis: 1, keepdims: true));
        Show(tf.math.reduce_euclidean_norm(a), tf.math.reduce_euclidean_norm(a, axis: -1, keepdims: true));
        Show(tf.norm(a), tf.norm(a, axis: 0), tf.norm(a, ord: 1, axis: 1), tf.norm(a, ord: np.inf, axis: 1), tf.norm(a, ord: 3, axis: 1), tf.linalg.norm(v, ord: 2));
        Show(tf.math.count_nonzero(n), tf.math.count_nonzero(v, axis: 0), tf.math.count_nonzero(n, axis: 1, keepdims: true, dtype: tf.int32), tf.math.zero_fraction(v));
        Show(tf.math.cumprod(a, axis: 1), tf.math.cumprod(v, exclusive: true), tf.math.cumprod(v, reverse: true), tf.math.cumprod(v, exclusive: true, reverse: true));
        Show(tf.math.bincount([1, 1, 3]), tf.math.bincount([1, 1, 3], minlength: 6), tf.math.bincount([1, 1, 3], maxlength: 2, dtype: tf.int64));
        Show(tf.math.confusion_matrix([0, 1, 2, 1], [0, 2, 2, 1]), tf.math.confusion_matrix([0, 1], [1, 1], num_classes: 3));
        Show(tf.math.add_n([a, a, a]), tf.add_n([a, a]), tf.scalar_mul(2.0, v), tf.truediv(n, 4), tf.math.mod(n, 3));
        // order
        Show(tf.sort(a), tf.sort(a, axis: 0), tf.sort(n, direction: "DESCENDING"), tf.argsort(n), tf.argsort(n, axis: 0), tf.argsort(a, direction: "DESCENDING"), tf.argsort(a, axis: -1, direction: "ASCENDING", stable: true));
        Show(tf.math.top_k(a, k: 2).values, tf.math.top_k(a, k: 2).indices);
        Show(tf.nn.top_k(n).values, tf.nn.top_k(n).indices);
        Show(tf.math.in_top_k([1, 2], a, 1), tf.math.in_top_k(targets: [1, 2], predictions: a, k: 2));
        var (y, idx) = tf.unique(tf.constant([4, 4, 1, 7, 1]));
        Show(y, idx);
        (y, idx) = tf.unique(tf.constant(["b", "a", "b"]), out_idx: tf.int64);
        Show(y, idx);
        // parts
        Show(tf.where(n > 2), tf.where([true, false, true]), tf.boolean_mask(a, a > 1.5), tf.boolean_mask(a, [false, true]), tf.boolean_mask(a, [true, false, true], axis: 1));
        Show(tf.gather_nd(a, [[0, 2], [1, 1]]), tf.gather_nd(a, [[1], [0]]), tf.gather_nd(a, [[[0, 0]], [[1, 2]]]), tf.gather_nd(a, [1, 0]));
        Show(tf.gather(a, [2, 0], axis: 1), tf.gather(a, [[2, 0], [1, 1]], batch_dims: 1), tf.gather(a, [[2], [1]], axis: 1, batch_dims: 1), tf.gather(a, 1));
        Show(tf.scatter_nd([[1], [3], [1]], [1.0, 2.0, 4.0], [5]), tf.scatter_nd([[0, 1], [1, 0]], [5.0, 6.0], [2, 2]), tf.scatter_nd([[1]], [[1.0, 2.0]], [2, 2]));
        Show(tf.slice(a, [0, 1], [2, 1]), tf.slice(a, [1, 0], [-1, 2]), tf.roll(v, shift: 1, axis: 0), tf.roll(a, shift: [1, -1], axis: [0, 1]), tf.repeat(v, 2), tf.repeat(a, [2, 1], axis: 0), tf.repeat(a, repeats: 2, axis: 1));
        Show(tf.sequence_mask([1, 3, 0]), tf.sequence_mask([1, 2], 4), tf.sequence_mask([[1], [2]], maxlen: 3, dtype: tf.float32));
        Show(tf.eye(2), tf.eye(2, num_columns: 3, dtype: tf.int32), tf.linspace(0.0, 1.0, 5), tf.linspace(2.0, 4.0, num: 1), tf.linspace(-1.0, 3.0, 4));
        Show(tf.zeros_like(n, dtype: tf.float32), tf.ones_like(a, dtype: tf.int32), tf.ensure_shape(a, [null, 3]));
        // clipping
        Show(tf.clip_by_norm(a, 2.0), tf.clip_by_norm(a, 2.0, axes: [1]), tf.clip_by_norm(v, 100.0), tf.linalg.global_norm([a, v]));
        var (clipped, norm) = tf.clip_by_global_norm([a, v], 3.0);
        Show(clipped[0], clipped[1], norm);
        // networks
        Show(tf.nn.relu6(a * 2), tf.nn.elu(v), tf.nn.selu(v), tf.nn.leaky_relu(v), tf.nn.leaky_relu(v, alpha: 0.1), tf.nn.gelu(v), tf.nn.gelu(v, approximate: true), tf.nn.silu(v), tf.nn.swish(v), tf.nn.silu(v, beta: 2.0), tf.nn.softsign(v), tf.math.log_sigmoid(v));
        Show(tf.nn.l2_loss(a), tf.nn.l2_normalize(a), tf.math.l2_normalize(a, axis: 1), tf.nn.bias_add(a, [1.0, 2.0, 3.0]), tf.nn.weighted_cross_entropy_with_logits([1.0, 0.0, 1.0, 0.0], v, 2.0));
        var (mean, variance) = tf.nn.moments(a, axes: [0]);
        Show(mean, variance);
        (mean, variance) = tf.nn.moments(a, axes: [0, 1], keepdims: true);
        Show(mean, variance);
        Show(tf.math.xlogy([0.0, 2.0], [0.0, 3.0]), tf.math.multiply_no_nan([np.nan, 2.0], [0.0, 3.0]), tf.math.rint([0.5, 1.5, -0.7]), tf.math.erfc(v));
        // text
        Show(tf.strings.substr("hello", 1, 3), tf.strings.substr(["hello", "world"], -3, 2), tf.strings.substr("héllo", 1, 1, unit: "UTF8_CHAR"), tf.strings.unicode_split("héy", "UTF-8"), tf.strings.split(" a b  c "), tf.strings.split("a,b,,c", sep: ","));
        Show(tf.strings.reduce_join([["a", "b"], ["c", "d"]]), tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis: 0), tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis: 1, keepdims: true, separator: "-"), tf.strings.to_number(["1.5", "-2"]), tf.strings.to_number("7", out_type: tf.int32));
        Show(tf.strings.to_hash_bucket_fast(((int[])[0, 1, 3, 4, 7, 8, 9, 16, 17, 31, 32, 33, 50, 64]).Select(i => new string('a', i)).ToArray(), 1000003));
        Show(tf.strings.to_hash_bucket_fast(((int[])[1, 2, 3, 5, 9]).Select(i => string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", i))).Append("ünïcode").ToArray(), 1000000007));
        Show(tf.is_tensor(a), tf.is_tensor(1), tf.executing_eagerly(), tf.data.experimental.AUTOTUNE, tf.__version__[..4], keras.__version__[..4]);
        Error(() => tf.sort(a, direction: "UP"));
        Error(() => tf.math.top_k(a, k: 4));
        Error(() => tf.gather_nd(a, [[0, 5]]));
        Error(() => tf.boolean_mask(a, [true]));
        Error(() => tf.ensure_shape(a, [2, 2]));
        Error(() => tf.math.reduce_std(n));
    });

    [Fact]
    public void Functions_of_the_backend_give_what_the_reference_gives() => Same("backend", () =>
    {
        Tensor a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]]);
        Tensor p = tf.constant([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]]);
        Show(keras.backend.sqrt(a), keras.backend.clip(a, 0, 2), keras.backend.relu(a, alpha: 0.1, max_value: 4.0), keras.backend.relu(a, threshold: 2.0), keras.backend.elu(a, alpha: 0.5), keras.backend.softmax(a), keras.backend.softmax(a, axis: 0), keras.backend.softsign(a), keras.backend.hard_sigmoid(a));
        Show(keras.backend.var(a), keras.backend.var(a, axis: 0), keras.backend.std(a, axis: 1, keepdims: true), keras.backend.l2_normalize(a, axis: 1), keras.backend.argmax(a), keras.backend.argmin(a, axis: 0), keras.backend.mean(a, axis: -1), keras.backend.sum(a, axis: [0, 1]), keras.backend.square(a), keras.backend.cumprod(a, axis: 1));
        Show(keras.backend.categorical_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], p), keras.backend.categorical_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], a, from_logits: true), keras.backend.sparse_categorical_crossentropy([1, 0], p), keras.backend.binary_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], p), keras.backend.binary_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], a, from_logits: true));
        Show(keras.backend.permute_dimensions(a, [1, 0]), keras.backend.transpose(a), keras.backend.flatten(a), keras.backend.batch_flatten(tf.ones([2, 3, 4])), keras.backend.expand_dims(a), keras.backend.expand_dims(a, 0), keras.backend.gather(a, [1, 1]), keras.backend.one_hot([2, 0], 3), keras.backend.repeat_elements(a, 2, axis: 1), keras.backend.in_top_k(a, [1, 2], 1), keras.backend.shape(a), keras.backend.concatenate([a, a]), keras.backend.dot(a, keras.backend.transpose(a)));
        Show(keras.backend.int_shape(a).ToString(), keras.backend.backend(), keras.backend.floatx(), keras.backend.image_data_format());
        Variable w = keras.backend.variable([[1.0, 2.0]]);
        keras.backend.set_value(w, [[3.0, 4.0]]);
        Show(keras.backend.get_value(w), keras.backend.eval(a), keras.backend.get_value(keras.backend.zeros([2])), keras.backend.get_value(keras.backend.ones([2], dtype: "int32")), keras.backend.get_value(keras.backend.eye(2)), keras.backend.constant(3), keras.backend.constant([1, 2], dtype: "int32"));
        Show(keras.utils.normalize(np.array([[3.0, 4.0], [0.0, 0.0]])), keras.utils.normalize(np.array([[3.0, 4.0], [1.0, 1.0]]), axis: 0, order: 1));
    });

    [Fact]
    public void Random_functions_give_what_the_reference_gives() => Same("random", () =>
    {
        keras.utils.set_random_seed(1);
        Show(tf.random.shuffle([1, 2, 3, 4, 5]), tf.random.shuffle([[1, 2], [3, 4], [5, 6]]), tf.random.shuffle([1, 2, 3, 4], seed: 3), tf.random.shuffle([1, 2, 3, 4]));
        Show(tf.random.stateless_uniform([3], seed: [1, 2]), tf.random.stateless_uniform([2, 2], seed: [5, -7], minval: -1.0, maxval: 2.0), tf.random.stateless_uniform([4], seed: [1, 2], minval: 0, maxval: 100, dtype: tf.int32), tf.random.stateless_uniform([2], seed: [1, 2], dtype: tf.float64));
        Show(tf.random.stateless_normal([3], seed: [1, 2]), tf.random.stateless_normal([2], seed: [3, 4], mean: 5.0, stddev: 0.1), tf.random.stateless_truncated_normal([3], seed: [1, 2]));
        Show(tf.nn.dropout(tf.ones([10]), rate: 0.3), tf.nn.dropout(tf.ones([10]), 0.5, seed: 7), tf.nn.dropout(tf.ones([2, 4]), rate: 0.5, noise_shape: [2, 1]), tf.nn.dropout(tf.ones([3]), rate: 0.0));
        Show(keras.backend.random_normal([3]), keras.backend.random_uniform([3], minval: 2.0, maxval: 3.0), keras.backend.truncated_normal([3], stddev: 0.1), keras.backend.random_bernoulli([8], p: 0.4), keras.backend.dropout(tf.ones([6]), level: 0.5), keras.backend.random_normal([2], seed: 5));
        Show(tf.random.uniform([2]), tf.random.normal([2], mean: 1.0, stddev: 2.0), tf.random.truncated_normal([2]), tf.random.uniform([3], maxval: 10, dtype: tf.int64), tf.random.categorical([[0.1, 0.9, 0.5]], 6));
    });

    [Fact]
    public void Gradients_are_those_of_the_reference() => Same("gradients", () =>
    {
        Variable a = tf.Variable([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.5]]);
        foreach (Func<Tensor, Tensor> f in (Func<Tensor, Tensor>[])[x => tf.math.reduce_variance(x), x => tf.math.reduce_std(x, axis: 1), x => tf.norm(x), x => tf.norm(x, ord: 3, axis: 0),
            x => tf.math.cumprod(x, axis: 1), x => tf.sort(x), x => tf.math.top_k(x, k: 2).values,
            x => tf.boolean_mask(x, [[true, false, true], [false, true, true]]), x => tf.gather_nd(x, [[0, 2], [1, 1]]), x => tf.gather(x, [[2, 0], [1, 1]], batch_dims: 1), x => tf.roll(x, 1, 1),
            x => tf.repeat(x, 2, axis: 0), x => tf.slice(x, [0, 1], [2, 2]), x => tf.clip_by_norm(x, 2.0), x => tf.clip_by_global_norm([x, x], 3.0).list_clipped[0], x => tf.nn.silu(x), x => tf.nn.gelu(x),
            x => tf.nn.leaky_relu(x, alpha: 0.3), x => tf.math.log_sigmoid(x), x => tf.nn.moments(x, axes: [0]).variance,
            x => tf.nn.weighted_cross_entropy_with_logits(tf.ones_like(x), x, 2.0), x => keras.backend.std(x, axis: 0), x => tf.scatter_nd([[1], [0]], x, [3, 3])])
        {
            using var tape = tf.GradientTape();
            Tensor y = tf.reduce_sum(tf.square(f(a.value)));
            Tensor gradient = tape.gradient(y, a)!;
            Show(gradient);
        }
    });

    private void Show(params object[] results)
    {
        foreach (object result in results)
        {
            NDArray? array = result as NDArray ?? (result as Tensor)?.numpy();
            _out.WriteLine(array is null ? PythonText.Str(result) : $"{array.dtype.name} {PythonText.Repr(array.shape.Dims.ToArray())} {PythonText.Repr(Enumerable.Range(0, array.size).Select(i => Plain(array.ravel()[i])).ToList())}");
        }
    }

    // Five digits, as the recorder has them: what lies behind is the business of the tests of single operations.
    private static object Plain(NDArray element) => element.dtype.is_floating
        ? double.Parse(element.item<double>().ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : element.item()!;

    private void Error(Action run)
    {
        Assert.ThrowsAny<KerasException>(run);
        _out.WriteLine("error");
    }

    private void Same(string name, Action program)
    {
        program();
        Assert.Equal(RecordedCase.Load("tf", name).Text!.Split('\n'), _out.ToString().Split('\n'));
    }
}
