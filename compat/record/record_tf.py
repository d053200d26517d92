"""Functions of tf and of keras.backend on small tensors: type, shape and numbers of each result, and after set_random_seed(1) of the random ones.
The runner has the same calls, in the same order."""
import contextlib
import io

from harness import case, keras, np, tf

K = keras.backend


def show(*results):
    for x in results:
        if isinstance(x, (int, str, bool, tuple)) and not hasattr(x, "_fields"):
            print(x)
            continue
        x = x.numpy() if hasattr(x, "numpy") else np.asarray(x)
        if isinstance(x, bytes):
            x = np.array(x, object)
        values = x.tolist()
        if x.dtype.kind in "f":
            values = [float("%.5g" % v) for v in x.astype("float64").ravel()]
        elif x.dtype == object:
            values = [v.decode() for v in np.ravel(x)]
        else:
            values = x.ravel().tolist()
        print(str(x.dtype).replace("object", "string").replace("bool_", "bool"), list(x.shape), values)


def error(f):
    try:
        f()
    except Exception as e:
        print("error")
    else:
        print("no error")


def functions():
    a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]])
    n = tf.constant([[4, 0, 2], [7, 7, 1]])
    v = tf.constant([1.0, -2.0, 0.5, 0.0])
    # sums and means
    show(tf.math.reduce_variance(a), tf.math.reduce_variance(a, axis=0), tf.math.reduce_std(a, axis=1), tf.math.reduce_std(a, axis=1, keepdims=True))
    show(tf.math.reduce_euclidean_norm(a), tf.math.reduce_euclidean_norm(a, axis=-1, keepdims=True))
    show(tf.norm(a), tf.norm(a, axis=0), tf.norm(a, ord=1, axis=1), tf.norm(a, ord=np.inf, axis=1), tf.norm(a, ord=3, axis=1), tf.linalg.norm(v, ord=2))
    show(tf.math.count_nonzero(n), tf.math.count_nonzero(v, axis=0), tf.math.count_nonzero(n, axis=1, keepdims=True, dtype=tf.int32), tf.math.zero_fraction(v))
    show(tf.math.cumprod(a, axis=1), tf.math.cumprod(v, exclusive=True), tf.math.cumprod(v, reverse=True), tf.math.cumprod(v, exclusive=True, reverse=True))
    show(tf.math.bincount([1, 1, 3]), tf.math.bincount([1, 1, 3], minlength=6), tf.math.bincount([1, 1, 3], maxlength=2, dtype=tf.int64))
    show(tf.math.confusion_matrix([0, 1, 2, 1], [0, 2, 2, 1]), tf.math.confusion_matrix([0, 1], [1, 1], num_classes=3))
    show(tf.math.add_n([a, a, a]), tf.add_n([a, a]), tf.scalar_mul(2.0, v), tf.truediv(n, 4), tf.math.mod(n, 3))
    # order
    show(tf.sort(a), tf.sort(a, axis=0), tf.sort(n, direction="DESCENDING"), tf.argsort(n), tf.argsort(n, axis=0), tf.argsort(a, direction="DESCENDING"), tf.argsort(a, axis=-1, direction="ASCENDING", stable=True))
    show(*tf.math.top_k(a, k=2))
    show(*tf.nn.top_k(n))
    show(tf.math.in_top_k([1, 2], a, 1), tf.math.in_top_k(targets=[1, 2], predictions=a, k=2))
    show(*tf.unique(tf.constant([4, 4, 1, 7, 1])))
    show(*tf.unique(tf.constant(["b", "a", "b"]), out_idx=tf.int64))
    # parts
    show(tf.where(n > 2), tf.where([True, False, True]), tf.boolean_mask(a, a > 1.5), tf.boolean_mask(a, [False, True]), tf.boolean_mask(a, [True, False, True], axis=1))
    show(tf.gather_nd(a, [[0, 2], [1, 1]]), tf.gather_nd(a, [[1], [0]]), tf.gather_nd(a, [[[0, 0]], [[1, 2]]]), tf.gather_nd(a, [1, 0]))
    show(tf.gather(a, [2, 0], axis=1), tf.gather(a, [[2, 0], [1, 1]], batch_dims=1), tf.gather(a, [[2], [1]], axis=1, batch_dims=1), tf.gather(a, 1))
    show(tf.scatter_nd([[1], [3], [1]], [1.0, 2.0, 4.0], [5]), tf.scatter_nd([[0, 1], [1, 0]], [5.0, 6.0], [2, 2]), tf.scatter_nd([[1]], [[1.0, 2.0]], [2, 2]))
    show(tf.slice(a, [0, 1], [2, 1]), tf.slice(a, [1, 0], [-1, 2]), tf.roll(v, shift=1, axis=0), tf.roll(a, shift=[1, -1], axis=[0, 1]), tf.repeat(v, 2), tf.repeat(a, [2, 1], axis=0), tf.repeat(a, repeats=2, axis=1))
    show(tf.sequence_mask([1, 3, 0]), tf.sequence_mask([1, 2], 4), tf.sequence_mask([[1], [2]], maxlen=3, dtype=tf.float32))
    show(tf.eye(2), tf.eye(2, num_columns=3, dtype=tf.int32), tf.linspace(0.0, 1.0, 5), tf.linspace(2.0, 4.0, num=1), tf.linspace(-1.0, 3.0, 4))
    show(tf.zeros_like(n, dtype=tf.float32), tf.ones_like(a, dtype=tf.int32), tf.ensure_shape(a, [None, 3]))
    # clipping
    show(tf.clip_by_norm(a, 2.0), tf.clip_by_norm(a, 2.0, axes=[1]), tf.clip_by_norm(v, 100.0), tf.linalg.global_norm([a, v]))
    clipped, norm = tf.clip_by_global_norm([a, v], 3.0)
    show(clipped[0], clipped[1], norm)
    # networks
    show(tf.nn.relu6(a * 2), tf.nn.elu(v), tf.nn.selu(v), tf.nn.leaky_relu(v), tf.nn.leaky_relu(v, alpha=0.1), tf.nn.gelu(v), tf.nn.gelu(v, approximate=True), tf.nn.silu(v), tf.nn.swish(v), tf.nn.silu(v, beta=2.0), tf.nn.softsign(v), tf.math.log_sigmoid(v))
    show(tf.nn.l2_loss(a), tf.nn.l2_normalize(a), tf.math.l2_normalize(a, axis=1), tf.nn.bias_add(a, [1.0, 2.0, 3.0]), tf.nn.weighted_cross_entropy_with_logits([1.0, 0.0, 1.0, 0.0], v, 2.0))
    show(*tf.nn.moments(a, axes=[0]))
    show(*tf.nn.moments(a, axes=[0, 1], keepdims=True))
    show(tf.math.xlogy([0.0, 2.0], [0.0, 3.0]), tf.math.multiply_no_nan([np.nan, 2.0], [0.0, 3.0]), tf.math.rint([0.5, 1.5, -0.7]), tf.math.erfc(v))
    # text
    show(tf.strings.substr("hello", 1, 3), tf.strings.substr(["hello", "world"], -3, 2), tf.strings.substr("héllo", 1, 1, unit="UTF8_CHAR"), tf.strings.unicode_split("héy", "UTF-8"), tf.strings.split(" a b  c "), tf.strings.split("a,b,,c", sep=","))
    show(tf.strings.reduce_join([["a", "b"], ["c", "d"]]), tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=0), tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=1, keepdims=True, separator="-"), tf.strings.to_number(["1.5", "-2"]), tf.strings.to_number("7", out_type=tf.int32))
    show(tf.strings.to_hash_bucket_fast(["a" * i for i in (0, 1, 3, 4, 7, 8, 9, 16, 17, 31, 32, 33, 50, 64)], 1000003))
    show(tf.strings.to_hash_bucket_fast(["The quick brown fox jumps over the lazy dog. " * i for i in (1, 2, 3, 5, 9)] + ["ünïcode"], 1000000007))
    show(tf.is_tensor(a), tf.is_tensor(1), tf.executing_eagerly(), tf.data.experimental.AUTOTUNE, tf.__version__[:4], keras.__version__[:4])
    error(lambda: tf.sort(a, direction="UP"))
    error(lambda: tf.math.top_k(a, k=4))
    error(lambda: tf.gather_nd(a, [[0, 5]]))
    error(lambda: tf.boolean_mask(a, [True]))
    error(lambda: tf.ensure_shape(a, [2, 2]))
    error(lambda: tf.math.reduce_std(n))


def backend():
    a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]])
    p = tf.constant([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]])
    show(K.sqrt(a), K.clip(a, 0, 2), K.relu(a, alpha=0.1, max_value=4.0), K.relu(a, threshold=2.0), K.elu(a, alpha=0.5), K.softmax(a), K.softmax(a, axis=0), K.softsign(a), K.hard_sigmoid(a))
    show(K.var(a), K.var(a, axis=0), K.std(a, axis=1, keepdims=True), K.l2_normalize(a, axis=1), K.argmax(a), K.argmin(a, axis=0), K.mean(a, axis=-1), K.sum(a, axis=[0, 1]), K.square(a), K.cumprod(a, axis=1))
    show(K.categorical_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], p), K.categorical_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], a, from_logits=True), K.sparse_categorical_crossentropy([1, 0], p), K.binary_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], p), K.binary_crossentropy([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], a, from_logits=True))
    show(K.permute_dimensions(a, [1, 0]), K.transpose(a), K.flatten(a), K.batch_flatten(tf.ones([2, 3, 4])), K.expand_dims(a), K.expand_dims(a, 0), K.gather(a, [1, 1]), K.one_hot([2, 0], 3), K.repeat_elements(a, 2, axis=1), K.in_top_k(a, [1, 2], 1), K.shape(a), K.concatenate([a, a]), K.dot(a, K.transpose(a)))
    show(K.int_shape(a), K.backend(), K.floatx(), K.image_data_format())
    w = K.variable([[1.0, 2.0]])
    K.set_value(w, [[3.0, 4.0]])
    show(K.get_value(w), K.eval(a), K.get_value(K.zeros([2])), K.get_value(K.ones([2], dtype="int32")), K.get_value(K.eye(2)), K.constant(3), K.constant([1, 2], dtype="int32"))
    show(keras.utils.normalize(np.array([[3.0, 4.0], [0.0, 0.0]])), keras.utils.normalize(np.array([[3.0, 4.0], [1.0, 1.0]]), axis=0, order=1))


def random():
    keras.utils.set_random_seed(1)
    show(tf.random.shuffle([1, 2, 3, 4, 5]), tf.random.shuffle([[1, 2], [3, 4], [5, 6]]), tf.random.shuffle([1, 2, 3, 4], seed=3), tf.random.shuffle([1, 2, 3, 4]))
    show(tf.random.stateless_uniform([3], seed=[1, 2]), tf.random.stateless_uniform([2, 2], seed=[5, -7], minval=-1.0, maxval=2.0), tf.random.stateless_uniform([4], seed=[1, 2], minval=0, maxval=100, dtype=tf.int32), tf.random.stateless_uniform([2], seed=[1, 2], dtype=tf.float64))
    show(tf.random.stateless_normal([3], seed=[1, 2]), tf.random.stateless_normal([2], seed=[3, 4], mean=5.0, stddev=0.1), tf.random.stateless_truncated_normal([3], seed=[1, 2]))
    show(tf.nn.dropout(tf.ones([10]), rate=0.3), tf.nn.dropout(tf.ones([10]), 0.5, seed=7), tf.nn.dropout(tf.ones([2, 4]), rate=0.5, noise_shape=[2, 1]), tf.nn.dropout(tf.ones([3]), rate=0.0))
    show(K.random_normal([3]), K.random_uniform([3], minval=2.0, maxval=3.0), K.truncated_normal([3], stddev=0.1), K.random_bernoulli([8], p=0.4), K.dropout(tf.ones([6]), level=0.5), K.random_normal([2], seed=5))
    show(tf.random.uniform([2]), tf.random.normal([2], mean=1.0, stddev=2.0), tf.random.truncated_normal([2]), tf.random.uniform([3], maxval=10, dtype=tf.int64), tf.random.categorical([[0.1, 0.9, 0.5]], 6))


def gradients():
    """The sum of the squares of each result, by the input."""
    a = tf.Variable([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.5]])
    for f in (tf.math.reduce_variance, lambda x: tf.math.reduce_std(x, axis=1), tf.norm, lambda x: tf.norm(x, ord=3, axis=0), lambda x: tf.math.cumprod(x, axis=1), tf.sort, lambda x: tf.math.top_k(x, k=2)[0],
              lambda x: tf.boolean_mask(x, [[True, False, True], [False, True, True]]), lambda x: tf.gather_nd(x, [[0, 2], [1, 1]]), lambda x: tf.gather(x, [[2, 0], [1, 1]], batch_dims=1), lambda x: tf.roll(x, 1, 1), lambda x: tf.repeat(x, 2, axis=0), lambda x: tf.slice(x, [0, 1], [2, 2]),
              lambda x: tf.clip_by_norm(x, 2.0), lambda x: tf.clip_by_global_norm([x, x], 3.0)[0][0], tf.nn.silu, tf.nn.gelu, lambda x: tf.nn.leaky_relu(x, alpha=0.3), tf.math.log_sigmoid, lambda x: tf.nn.moments(x, axes=[0])[1], lambda x: tf.nn.weighted_cross_entropy_with_logits(tf.ones_like(x), x, 2.0), lambda x: K.std(x, axis=0), lambda x: tf.scatter_nd([[1], [0]], x, [3, 3])):
        with tf.GradientTape() as tape:
            y = tf.reduce_sum(tf.square(f(a)))
        show(tf.convert_to_tensor(tape.gradient(y, a)))


def control():
    a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]])
    x = tf.constant(2.0)
    show(tf.cond(x > 1, lambda: x * 10, lambda: x), tf.cond(x > 3, lambda: x * 10, lambda: x - 1))
    show(*tf.cond(x > 1, lambda: (x, x * 2), lambda: (x * 3, x * 4)))
    show(tf.case([(x < 1, lambda: x), (x < 3, lambda: x + 100), (x < 5, lambda: x + 200)]), tf.case([(x < 1, lambda: x)], default=lambda: -x))
    show(tf.switch_case(tf.constant(1), [lambda: x, lambda: x + 1, lambda: x + 2]), tf.switch_case(tf.constant(7), [lambda: x, lambda: x + 1]), tf.switch_case(tf.constant(-1), [lambda: x], default=lambda: x * 0))
    show(*tf.while_loop(lambda i: i < 10, lambda i: [i + 3], [tf.constant(0)]))
    show(*tf.while_loop(lambda i, p: i < 5, lambda i, p: (i + 1, p * 2), (tf.constant(0), tf.constant(1.0))))
    show(*tf.while_loop(lambda i, p: i < 5, lambda i, p: (i + 1, p * 2), (tf.constant(0), tf.constant(1.0)), maximum_iterations=2))
    show(*tf.while_loop(lambda i, p, q: i < 5, lambda i, p, q: (i + 1, q, p + q), (tf.constant(0), tf.constant(0), tf.constant(1))))
    show(tf.map_fn(lambda t: t * 2, a), tf.map_fn(tf.reduce_sum, a), tf.map_fn(lambda t: tf.cast(t, tf.int32), a, fn_output_signature=tf.int32), tf.map_fn(lambda t: tf.cast(t, tf.int64), a, dtype=tf.int64))
    show(tf.map_fn(lambda t: t[0] * t[1], (a, a + 1), fn_output_signature=tf.float32), tf.vectorized_map(lambda t: t / tf.reduce_sum(t), a))
    show(tf.scan(lambda s, t: s + t, tf.constant([1, 2, 3, 4])), tf.scan(lambda s, t: s * 2 + t, tf.constant([1.0, 2.0, 3.0]), initializer=1.0), tf.scan(lambda s, t: s + t, tf.constant([1, 2, 3, 4]), reverse=True))
    show(tf.foldl(lambda s, t: s - t, tf.constant([1, 2, 3, 4])), tf.foldr(lambda s, t: s - t, tf.constant([1, 2, 3, 4])), tf.foldl(lambda s, t: s + t, a, initializer=tf.zeros([3])))
    show(*tf.meshgrid([1, 2, 3], [10, 20]))
    show(*tf.meshgrid([1, 2, 3], [10, 20], indexing="ij"))
    show(*[d for d in tf.data.Dataset.range(3).map(lambda i: tf.cond(i > 1, lambda: i * 10, lambda: i))])
    error(lambda: tf.map_fn(lambda t: tf.cast(t, tf.int32), a))
    error(lambda: tf.case([(x < 1, lambda: x)]))
    show(tf.case([(x < 5, lambda: x), (x < 6, lambda: -x)], exclusive=True))


def linear():
    a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]])
    b = tf.constant([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]])
    c = tf.reshape(tf.range(24.0), [2, 3, 4])
    d = tf.reshape(tf.range(24.0), [2, 4, 3]) / 10
    s = tf.constant([[4.0, 1.0, 2.0], [1.0, 3.0, 0.5], [2.0, 0.5, 5.0]])
    show(tf.einsum("ij,jk->ik", a, b), tf.einsum("ij,jk", a, b), tf.einsum("ij->ji", a), tf.einsum("ij->", a), tf.einsum("ij->j", a), tf.einsum("i,j->ij", a[0], b[:, 0]), tf.einsum("ij,ij->i", a, a))
    show(tf.einsum("bij,bjk->bik", c, d), tf.einsum("...ij,...jk->...ik", c, d), tf.einsum("bij,jk->bik", c, d[0]), tf.einsum("...i,i->...", a, a[0]), tf.einsum("ii->i", s), tf.einsum("ii", s), tf.einsum("ij,jk,kl->il", a, b, a), tf.einsum("bij,bkj->bik", c, c), tf.einsum("bi j , b k j -> b i k", c, c))
    show(tf.tensordot(a, b, axes=1), tf.tensordot(a, a, axes=2), tf.tensordot(a[0], a[1], axes=0), tf.tensordot(c, d, axes=[[0, 2], [0, 1]]), tf.tensordot(a, b, axes=[[1], [0]]), tf.tensordot(c, d, [[2, 0], [1, 0]]))
    show(tf.linalg.matvec(a, [1.0, 2.0, 3.0]), tf.linalg.matvec(a, [1.0, 2.0], transpose_a=True), tf.linalg.matrix_transpose(c), tf.linalg.trace(s), tf.linalg.trace(c), tf.linalg.diag_part(c), tf.linalg.diag(a), tf.linalg.diag([1, 2]), tf.linalg.band_part(s, 0, -1), tf.linalg.band_part(s, -1, 0), tf.linalg.band_part(s, 0, 0), tf.linalg.band_part(tf.ones([4, 4]), 1, 2))
    show(tf.linalg.inv(s), tf.linalg.det(s), tf.linalg.solve(s, b), tf.linalg.inv(tf.stack([s, s * 2])), tf.linalg.det(tf.stack([s, -s])))
    error(lambda: tf.einsum("ij,jk->ik", a, a))
    error(lambda: tf.einsum("ij->ik", a))
    error(lambda: tf.tensordot(a, b, axes=3))
    error(lambda: tf.linalg.inv(a))
    error(lambda: tf.linalg.inv(tf.ones([2, 2])))
    # gradients of the sums of the squares
    for f in (lambda x: tf.einsum("ij,jk->ik", x, b), lambda x: tf.einsum("ij->j", x), lambda x: tf.einsum("ij,ij->i", x, x), lambda x: tf.tensordot(x, x, axes=2), lambda x: tf.map_fn(lambda t: t * t, x), lambda x: tf.scan(lambda p, t: p * t, x),
              lambda x: tf.linalg.inv(tf.matmul(x, x, transpose_b=True)), lambda x: tf.linalg.det(tf.matmul(x, x, transpose_b=True)), lambda x: tf.linalg.solve(tf.matmul(x, x, transpose_b=True) + 9 * tf.eye(2), x), lambda x: tf.linalg.diag_part(tf.matmul(x, b)), lambda x: tf.linalg.band_part(x, 0, 1), lambda x: tf.linalg.diag(x)):
        w = tf.Variable(a)
        with tf.GradientTape() as tape:
            y = tf.reduce_sum(tf.square(f(w)))
        show(tape.gradient(y, w))


def arrays():
    a = np.array([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]])
    f = np.array([[1.5, 2.5, -0.5]], "float32")
    n = np.array([[4, 0, 2], [7, 7, 1]])
    m = np.array([1.0, np.nan, 3.0])
    show(np.median(a), np.median(a, axis=0), np.median(n, axis=1, keepdims=True), np.median(f), np.median(m), np.percentile(a, 30), np.percentile(a, [25, 50, 75], axis=1), np.quantile(n, 0.4), np.percentile(a, 30, method="lower"), np.percentile(a, 30, method="higher"), np.percentile(a, 30, method="nearest"), np.percentile(a, 30, method="midpoint"), np.percentile(a, 90, axis=0, keepdims=True))
    show(np.ptp(a), np.ptp(a, axis=1), np.searchsorted([1, 3, 5], [0, 3, 6]), np.searchsorted([1, 3, 5], 3, side="right"), np.digitize([0.2, 1.0, 3.5], [0.0, 1.0, 2.0]), np.interp([0.5, 2.5, -1.0, 9.0], [0, 1, 2, 3], [0, 10, 20, 40]))
    show(*np.histogram([1, 2, 1, 4, 5, 5], bins=4))
    show(*np.histogram([1.0, 2.0, 1.5], bins=[0, 1, 2, 3], density=True))
    show(*np.histogram([0.1, 0.4, 0.9], bins=2, range=(0.0, 1.0)))
    show(np.isin(n, [7, 2]), np.isin(n, [7], invert=True), np.in1d([1, 2], [2]), np.union1d([3, 1], [2, 1]), np.intersect1d([3, 1, 2], [2, 3, 9]), np.setdiff1d([5, 4, 3, 4], [3]), np.isin(["a", "b"], ["b"]))
    show(np.diag([1, 2]), np.diag([1.0], 1), np.diag(a), np.diag(a, 1), np.trace(a), np.tril(np.ones((3, 3)), -1), np.triu(n), np.triu(n, 1), np.tri(2, 3), np.outer([1, 2], [3.0, 4.0]), np.inner(a, a), np.inner([1, 2], [3, 4]), np.vdot(a, a), np.tensordot(a, n.T, 1), np.tensordot(a, n, axes=([0, 1], [0, 1])))
    show(*np.meshgrid([1, 2, 3], [4, 5]))
    show(*np.meshgrid([1, 2, 3], [4, 5], indexing="ij"))
    show(np.cov(a), np.cov(a, rowvar=False), np.cov([1.0, 2.0, 4.0]), np.corrcoef(a), np.corrcoef([1, 2, 3], [1, 2, 5]), np.convolve([1, 2, 3], [0, 1, 0.5]), np.convolve([1, 2, 3, 4], [1, 1], "valid"), np.convolve([1, 2, 3, 4], [1, 1, 1], "same"))
    show(np.linalg.norm(a), np.linalg.norm(a, axis=1), np.linalg.norm(a[0], 1), np.linalg.norm(a, np.inf, axis=0), np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(a, 1), np.linalg.norm(n), np.linalg.norm([3, 4], ord=3), np.linalg.inv([[2.0, 1.0], [1.0, 3.0]]), np.linalg.det(np.array([[2, 1], [1, 3]])), np.linalg.solve([[2.0, 1.0], [1.0, 3.0]], [1.0, 2.0]))
    show(np.append([1, 2], [3.5]), np.append(a, [[0, 0, 0]], axis=0), np.insert([1, 2, 3], 1, 9), np.insert(a, 1, 0, axis=1), np.delete([1, 2, 3], 0), np.delete(a, [0, 2], axis=1), np.delete([1, 2, 3], -1), np.roll([1, 2, 3, 4], 1), np.roll(a, -1, axis=1), np.roll(n, 2), np.fliplr(a), np.flipud(a), np.moveaxis(np.zeros((2, 3, 4)), 0, -1))
    show(np.atleast_1d(5), np.atleast_2d([1, 2]), np.column_stack(([1, 2], [3, 4])), np.dstack(([1, 2], [3, 4])), *np.array_split(np.arange(7), 3))
    show(*np.split(np.arange(7), [2, 5]))
    show(np.argwhere(n > 3), np.flatnonzero(n), np.count_nonzero(n), np.count_nonzero(n, axis=1), np.shape(a), np.ndim(a), np.size(a), np.size(a, 1))
    show(np.sinh(f), np.cosh(f), np.arcsin([0.5]), np.arccos([0.5]), np.arctan(f), np.arctan2([1.0, -1.0], [-1.0, 2.0]), np.hypot(3.0, [4.0, 1.0]), np.logaddexp([0.0, 1.0], [1.0, 1.0]), np.expm1([1e-10, 1.0]), np.exp2([0.5, 3.0]), np.cbrt([8.0, -27.0]), np.reciprocal([2.0, 4.0]), np.rint([0.5, 1.5, -2.7]), np.trunc([1.7, -1.7]), np.fix([2.9]), np.radians([180.0]), np.rad2deg([np.pi]), np.logical_xor([True, False], [True, True]))
    show(np.nan_to_num([np.nan, 1.0]), np.nan_to_num([np.inf], posinf=9.0), np.nansum(m), np.nanmean(m), np.nanmax(m), np.nanmin(m), np.nanstd(m), np.cumprod([1, 2, 3]), np.cumprod(a, axis=1), np.logspace(0, 2, 3), np.logspace(0, 3, num=4, base=2))
    error(lambda: np.percentile(a, 101))
    error(lambda: np.linalg.inv(np.ones((2, 2))))
    error(lambda: np.delete([1, 2], 5))
    error(lambda: np.tensordot(a, n, 1))


def record():
    for f in (functions, backend, random, gradients, control, linear, arrays):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            f()
        case("tf", f.__name__, {"kind": "program"}, text=out.getvalue())
