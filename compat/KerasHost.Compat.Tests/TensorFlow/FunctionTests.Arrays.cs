using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Compat.Tests.TensorFlow;

public sealed partial class FunctionTests
{
    [Fact]
    public void Choices_and_loops_give_what_the_reference_gives() => Same("control", () =>
    {
        Tensor a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]]);
        Tensor x = tf.constant(2.0);
        Show(tf.cond(x > 1, () => x * 10, () => x), tf.cond(x > 3, () => x * 10, () => x - 1));
        var (p1, q1) = tf.cond(x > 1, () => (x, x * 2), () => (x * 3, x * 4));
        Show(p1, q1);
        Show(tf.@case([(x < 1, () => x), (x < 3, () => x + 100), (x < 5, () => x + 200)]), tf.@case([(x < 1, () => x)], @default: () => -x));
        Show(tf.switch_case(tf.constant(1), [() => x, () => x + 1, () => x + 2]), tf.switch_case(tf.constant(7), [() => x, () => x + 1]), tf.switch_case(tf.constant(-1), [() => x], @default: () => x * 0));
        Show([.. tf.while_loop(i => i < 10, i => [i + 3], [tf.constant(0)])]);
        var (p2, q2) = tf.while_loop((i, p) => i < 5, (i, p) => (i + 1, p * 2), (tf.constant(0), tf.constant(1.0)));
        Show(p2, q2);
        var (p3, q3) = tf.while_loop((i, p) => i < 5, (i, p) => (i + 1, p * 2), (tf.constant(0), tf.constant(1.0)), maximum_iterations: 2);
        Show(p3, q3);
        var (f0, f1, f2) = tf.while_loop((i, p, q) => i < 5, (i, p, q) => (i + 1, q, p + q), (tf.constant(0), tf.constant(0), tf.constant(1)));
        Show(f0, f1, f2);
        Show(tf.map_fn(t => t * 2, a), tf.map_fn(t => tf.reduce_sum(t), a), tf.map_fn(t => tf.cast(t, tf.int32), a, fn_output_signature: tf.int32), tf.map_fn(t => tf.cast(t, tf.int64), a, dtype: tf.int64));
        Show(tf.map_fn(t => t.Item1 * t.Item2, (a, a + 1), fn_output_signature: tf.float32), tf.vectorized_map(t => t / tf.reduce_sum(t), a));
        Show(tf.scan((s, t) => s + t, tf.constant([1, 2, 3, 4])), tf.scan((s, t) => s * 2 + t, tf.constant([1.0, 2.0, 3.0]), initializer: 1.0), tf.scan((s, t) => s + t, tf.constant([1, 2, 3, 4]), reverse: true));
        Show(tf.foldl((s, t) => s - t, tf.constant([1, 2, 3, 4])), tf.foldr((s, t) => s - t, tf.constant([1, 2, 3, 4])), tf.foldl((s, t) => s + t, a, initializer: tf.zeros([3])));
        Show([.. tf.meshgrid([1, 2, 3], [10, 20])]);
        Show([.. tf.meshgrid([1, 2, 3], [10, 20], indexing: "ij")]);
        Show([.. tf.data.Dataset.range(3).map(i => tf.cond(i > 1, () => i * 10, () => i)).Select(d => d.Single)]);
        Error(() => tf.map_fn(t => tf.cast(t, tf.int32), a));
        Error(() => tf.@case([(x < 1, () => x)]));
        Show(tf.@case([(x < 5, () => x), (x < 6, () => -x)], exclusive: true));
    });

    [Fact]
    public void Linear_algebra_give_what_the_reference_gives() => Same("linear", () =>
    {
        Tensor a = tf.constant([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]]);
        Tensor b = tf.constant([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]]);
        Tensor c = tf.reshape(tf.range(24.0), [2, 3, 4]);
        Tensor d = tf.reshape(tf.range(24.0), [2, 4, 3]) / 10;
        Tensor s = tf.constant([[4.0, 1.0, 2.0], [1.0, 3.0, 0.5], [2.0, 0.5, 5.0]]);
        Show(tf.einsum("ij,jk->ik", a, b), tf.einsum("ij,jk", a, b), tf.einsum("ij->ji", a), tf.einsum("ij->", a), tf.einsum("ij->j", a), tf.einsum("i,j->ij", a[0], b[.., 0]), tf.einsum("ij,ij->i", a, a));
        Show(tf.einsum("bij,bjk->bik", c, d), tf.einsum("...ij,...jk->...ik", c, d), tf.einsum("bij,jk->bik", c, d[0]), tf.einsum("...i,i->...", a, a[0]), tf.einsum("ii->i", s), tf.einsum("ii", s), tf.einsum("ij,jk,kl->il", a, b, a), tf.einsum("bij,bkj->bik", c, c), tf.einsum("bi j , b k j -> b i k", c, c));
        Show(tf.tensordot(a, b, axes: 1), tf.tensordot(a, a, axes: 2), tf.tensordot(a[0], a[1], axes: 0), tf.tensordot(c, d, axes: ([0, 2], [0, 1])), tf.tensordot(a, b, axes: ([1], [0])), tf.tensordot(c, d, ([2, 0], [1, 0])));
        Show(tf.linalg.matvec(a, [1.0, 2.0, 3.0]), tf.linalg.matvec(a, [1.0, 2.0], transpose_a: true), tf.linalg.matrix_transpose(c), tf.linalg.trace(s), tf.linalg.trace(c), tf.linalg.diag_part(c), tf.linalg.diag(a), tf.linalg.diag([1, 2]), tf.linalg.band_part(s, 0, -1), tf.linalg.band_part(s, -1, 0), tf.linalg.band_part(s, 0, 0), tf.linalg.band_part(tf.ones([4, 4]), 1, 2));
        Show(tf.linalg.inv(s), tf.linalg.det(s), tf.linalg.solve(s, b), tf.linalg.inv(tf.stack([s, s * 2])), tf.linalg.det(tf.stack([s, -s])));
        Error(() => tf.einsum("ij,jk->ik", a, a));
        Error(() => tf.einsum("ij->ik", a));
        Error(() => tf.tensordot(a, b, axes: 3));
        Error(() => tf.linalg.inv(a));
        Error(() => tf.linalg.inv(tf.ones([2, 2])));
        // gradients of the sums of the squares
        foreach (Func<Tensor, Tensor> f in (Func<Tensor, Tensor>[])[x => tf.einsum("ij,jk->ik", x, b), x => tf.einsum("ij->j", x), x => tf.einsum("ij,ij->i", x, x), x => tf.tensordot(x, x, axes: 2), x => tf.map_fn(t => t * t, x), x => tf.scan((p, t) => p * t, x), x => tf.linalg.inv(tf.matmul(x, x, transpose_b: true)), x => tf.linalg.det(tf.matmul(x, x, transpose_b: true)), x => tf.linalg.solve(tf.matmul(x, x, transpose_b: true) + 9 * tf.eye(2), x), x => tf.linalg.diag_part(tf.matmul(x, b)), x => tf.linalg.band_part(x, 0, 1), x => tf.linalg.diag(x)])
        {
            Variable w = tf.Variable(a);
            using var tape = tf.GradientTape();
            Tensor y = tf.reduce_sum(tf.square(f(w.value)));
            Show((Tensor)tape.gradient(y, w)!);
        }
    });

    [Fact]
    public void Functions_of_np_give_what_the_reference_gives() => Same("arrays", () =>
    {
        NDArray a = np.array([[3.0, 1.0, 2.0], [-1.0, 5.0, 5.0]]);
        NDArray f = np.array([[1.5, 2.5, -0.5]], "float32");
        NDArray n = np.array([[4, 0, 2], [7, 7, 1]]);
        NDArray m = np.array([1.0, np.nan, 3.0]);
        Show(np.median(a), np.median(a, axis: 0), np.median(n, axis: 1, keepdims: true), np.median(f), np.median(m), np.percentile(a, 30), np.percentile(a, [25, 50, 75], axis: 1), np.quantile(n, 0.4), np.percentile(a, 30, method: "lower"), np.percentile(a, 30, method: "higher"), np.percentile(a, 30, method: "nearest"), np.percentile(a, 30, method: "midpoint"), np.percentile(a, 90, axis: 0, keepdims: true));
        Show(np.ptp(a), np.ptp(a, axis: 1), np.searchsorted([1, 3, 5], [0, 3, 6]), np.searchsorted([1, 3, 5], 3, side: "right"), np.digitize([0.2, 1.0, 3.5], [0.0, 1.0, 2.0]), np.interp([0.5, 2.5, -1.0, 9.0], [0, 1, 2, 3], [0, 10, 20, 40]));
        Show([.. np.histogram([1, 2, 1, 4, 5, 5], bins: 4)]);
        Show([.. np.histogram([1.0, 2.0, 1.5], bins: [0, 1, 2, 3], density: true)]);
        Show([.. np.histogram([0.1, 0.4, 0.9], bins: 2, range: (0.0, 1.0))]);
        Show(np.isin(n, [7, 2]), np.isin(n, [7], invert: true), np.in1d([1, 2], [2]), np.union1d([3, 1], [2, 1]), np.intersect1d([3, 1, 2], [2, 3, 9]), np.setdiff1d([5, 4, 3, 4], [3]), np.isin(["a", "b"], ["b"]));
        Show(np.diag([1, 2]), np.diag([1.0], 1), np.diag(a), np.diag(a, 1), np.trace(a), np.tril(np.ones((3, 3)), -1), np.triu(n), np.triu(n, 1), np.tri(2, 3), np.outer([1, 2], [3.0, 4.0]), np.inner(a, a), np.inner([1, 2], [3, 4]), np.vdot(a, a), np.tensordot(a, n.T, 1), np.tensordot(a, n, axes: ([0, 1], [0, 1])));
        Show([.. np.meshgrid([1, 2, 3], [4, 5])]);
        Show([.. np.meshgrid([1, 2, 3], [4, 5], indexing: "ij")]);
        Show(np.cov(a), np.cov(a, rowvar: false), np.cov([1.0, 2.0, 4.0]), np.corrcoef(a), np.corrcoef([1, 2, 3], [1, 2, 5]), np.convolve([1, 2, 3], [0, 1, 0.5]), np.convolve([1, 2, 3, 4], [1, 1], "valid"), np.convolve([1, 2, 3, 4], [1, 1, 1], "same"));
        Show(np.linalg.norm(a), np.linalg.norm(a, axis: 1), np.linalg.norm(a[0], 1), np.linalg.norm(a, np.inf, axis: 0), np.linalg.norm(a, axis: 1, keepdims: true), np.linalg.norm(a, 1), np.linalg.norm(n), np.linalg.norm([3, 4], ord: 3), np.linalg.inv([[2.0, 1.0], [1.0, 3.0]]), np.linalg.det(np.array([[2, 1], [1, 3]])), np.linalg.solve([[2.0, 1.0], [1.0, 3.0]], [1.0, 2.0]));
        Show(np.append([1, 2], [3.5]), np.append(a, [[0, 0, 0]], axis: 0), np.insert([1, 2, 3], 1, 9), np.insert(a, 1, 0, axis: 1), np.delete([1, 2, 3], 0), np.delete(a, [0, 2], axis: 1), np.delete([1, 2, 3], -1), np.roll([1, 2, 3, 4], 1), np.roll(a, -1, axis: 1), np.roll(n, 2), np.fliplr(a), np.flipud(a), np.moveaxis(np.zeros((2, 3, 4)), 0, -1));
        Show(np.atleast_1d(5), np.atleast_2d([1, 2]), np.column_stack(([1, 2], [3, 4])), np.dstack(([1, 2], [3, 4])));
        Show([.. np.array_split(np.arange(7), 3)]);
        Show([.. np.split(np.arange(7), [2, 5])]);
        Show(np.argwhere(n > 3), np.flatnonzero(n), np.count_nonzero(n), np.count_nonzero(n, axis: 1), np.shape(a), np.ndim(a), np.size(a), np.size(a, 1));
        Show(np.sinh(f), np.cosh(f), np.arcsin([0.5]), np.arccos([0.5]), np.arctan(f), np.arctan2([1.0, -1.0], [-1.0, 2.0]), np.hypot(3.0, [4.0, 1.0]), np.logaddexp([0.0, 1.0], [1.0, 1.0]), np.expm1([1e-10, 1.0]), np.exp2([0.5, 3.0]), np.cbrt([8.0, -27.0]), np.reciprocal([2.0, 4.0]), np.rint([0.5, 1.5, -2.7]), np.trunc([1.7, -1.7]), np.fix([2.9]), np.radians([180.0]), np.rad2deg([np.pi]), np.logical_xor([true, false], [true, true]));
        Show(np.nan_to_num([np.nan, 1.0]), np.nan_to_num([np.inf], posinf: 9.0), np.nansum(m), np.nanmean(m), np.nanmax(m), np.nanmin(m), np.nanstd(m), np.cumprod([1, 2, 3]), np.cumprod(a, axis: 1), np.logspace(0, 2, 3), np.logspace(0, 3, num: 4, @base: 2));
        Error(() => np.percentile(a, 101));
        Error(() => np.linalg.inv(np.ones((2, 2))));
        Error(() => np.delete([1, 2], 5));
        Error(() => np.tensordot(a, n, 1));
    });
}
