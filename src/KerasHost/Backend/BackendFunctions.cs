using KerasHost.Activations;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Numpy;
using KerasHost.RandomNumbers;
using KerasHost.TensorFlow;

namespace KerasHost.Backend;

/// <summary>
/// Functions of <c>keras.backend</c> that TensorFlow has under another name or with other arguments. Mirrors tf_keras/src/backend.py;
/// what builds graphs there (function, gradients, placeholder, in_train_phase) has no place here: everything runs eagerly, gradients come from tf.GradientTape.
/// </summary>
public static class BackendFunctions
{
    /// <summary>√x, or 0 for x below 0.</summary>
    [KerasExport("keras.backend.sqrt")]
    public static Tensor sqrt(TensorLike x)
    {
        Tensor values = x.ToTensor();
        return Op.Sqrt(Op.Maximum(values, Op.ZerosLike(values)));
    }

    /// <summary>Each element, but not outside of two bounds.</summary>
    [KerasExport("keras.backend.clip")]
    public static Tensor clip(TensorLike x, double min_value, double max_value) => Op.ClipByValue(x.ToTensor(), min_value, Math.Max(min_value, max_value));

    /// <summary>x above the threshold, alpha·(x - threshold) below it, and at most max_value.</summary>
    [KerasExport("keras.backend.relu")]
    public static Tensor relu(TensorLike x, double alpha = 0.0, double? max_value = null, double threshold = 0.0) => ActivationFunctions.relu(x.ToTensor(), alpha, max_value, threshold);

    /// <summary>x above 0, else alpha·(eˣ - 1)</summary>
    [KerasExport("keras.backend.elu")]
    public static Tensor elu(TensorLike x, double alpha = 1.0) => ActivationFunctions.elu(x.ToTensor(), alpha);

    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    [KerasExport("keras.backend.softmax")]
    public static Tensor softmax(TensorLike x, int axis = -1) => Op.Softmax(x.ToTensor(), axis);

    /// <summary>x / (1 + |x|)</summary>
    [KerasExport("keras.backend.softsign")]
    public static Tensor softsign(TensorLike x) => Op.Softsign(x.ToTensor());

    /// <summary>0.2·x + 0.5, cut off at 0 and 1.</summary>
    [KerasExport("keras.backend.hard_sigmoid")]
    public static Tensor hard_sigmoid(TensorLike x) => ActivationFunctions.hard_sigmoid(x.ToTensor());

    /// <summary>The variance along axes; null means all.</summary>
    [KerasExport("keras.backend.var")]
    public static Tensor var(TensorLike x, TensorFlow.AxisArg? axis = null, bool keepdims = false)
    {
        Tensor values = x.ToTensor();
        return ReductionFunctions.reduce_variance(values.dtype == DType.Bool ? Op.Cast(values, Settings.Floatx) : values, axis, keepdims);
    }

    /// <summary>The root of the variance along axes; null means all.</summary>
    [KerasExport("keras.backend.std")]
    public static Tensor std(TensorLike x, TensorFlow.AxisArg? axis = null, bool keepdims = false) => Op.Sqrt(var(x, axis, keepdims));

    /// <summary>The position of the first largest element along an axis.</summary>
    [KerasExport("keras.backend.argmax")]
    public static Tensor argmax(TensorLike x, int axis = -1) => Op.ArgMax(x.ToTensor(), axis);

    /// <summary>The position of the first smallest element along an axis.</summary>
    [KerasExport("keras.backend.argmin")]
    public static Tensor argmin(TensorLike x, int axis = -1) => Op.ArgMin(x.ToTensor(), axis);

    /// <summary>-Σ y·ln p over the classes, one number a sample.</summary>
    [KerasExport("keras.backend.categorical_crossentropy")]
    public static Tensor categorical_crossentropy(TensorLike target, TensorLike output, bool from_logits = false, int axis = -1) =>
        CrossentropyFunctions.categorical_crossentropy(target, output, from_logits, axis: axis);

    /// <summary>-ln p of the right class, one number a sample.</summary>
    [KerasExport("keras.backend.sparse_categorical_crossentropy")]
    public static Tensor sparse_categorical_crossentropy(TensorLike target, TensorLike output, bool from_logits = false, int axis = -1, int? ignore_class = null) =>
        CrossentropyFunctions.sparse_categorical_crossentropy(target, output, from_logits, axis, ignore_class);

    /// <summary>-y·ln p - (1 - y)·ln(1 - p), element by element.</summary>
    [KerasExport("keras.backend.binary_crossentropy")]
    public static Tensor binary_crossentropy(TensorLike target, TensorLike output, bool from_logits = false) =>
        CrossentropyFunctions.binary_crossentropy(Op.ExpandDims(target.ToTensor(), -1), from_logits || output.AsTensor is not { IsActivation: true } activation
            ? Op.ExpandDims(output.ToTensor(), -1) : Op.ExpandDims(activation, -1), from_logits);

    /// <summary>The axes in another order.</summary>
    [KerasExport("keras.backend.permute_dimensions")]
    public static Tensor permute_dimensions(TensorLike x, int[] pattern) => Op.Transpose(x.ToTensor(), pattern);

    /// <summary>The axes in reverse order.</summary>
    [KerasExport("keras.backend.transpose")]
    public static Tensor transpose(TensorLike x) => Op.Transpose(x.ToTensor());

    /// <summary>All elements along one axis.</summary>
    [KerasExport("keras.backend.flatten")]
    public static Tensor flatten(TensorLike x) => TensorFunctions.reshape(x, [-1]);

    /// <summary>The elements of each sample along one axis: shape <c>(batch, elements)</c>.</summary>
    [KerasExport("keras.backend.batch_flatten")]
    public static Tensor batch_flatten(TensorLike x)
    {
        Tensor values = x.ToTensor();
        return TensorFunctions.reshape(values, [-1, (int)values.shape.Part(1, values.ndim).Size]);
    }

    /// <summary>An axis of size 1 more.</summary>
    [KerasExport("keras.backend.expand_dims")]
    public static Tensor expand_dims(TensorLike x, int axis = -1) => Op.ExpandDims(x.ToTensor(), axis);

    /// <summary>Rows of a tensor.</summary>
    [KerasExport("keras.backend.gather")]
    public static Tensor gather(TensorLike reference, TensorLike indices) => Op.Gather(reference.ToTensor(), indices.ToTensor());

    /// <summary>Rows that are 1 at the given position.</summary>
    [KerasExport("keras.backend.one_hot")]
    public static Tensor one_hot(TensorLike indices, int num_classes) => Op.OneHot(indices.ToTensor(), num_classes);

    /// <summary>Each part along an axis several times in a row.</summary>
    [KerasExport("keras.backend.repeat_elements")]
    public static Tensor repeat_elements(TensorLike x, int rep, int axis) => SelectionFunctions.repeat(x, rep, axis);

    /// <summary>Whether the target is among the <paramref name="k"/> largest predictions, <c>(batch)</c>.</summary>
    [KerasExport("keras.backend.in_top_k")]
    public static Tensor in_top_k(TensorLike predictions, TensorLike targets, int k) => OrderFunctions.in_top_k(targets, predictions, k);

    /// <summary>The shape as a tensor of int32.</summary>
    [KerasExport("keras.backend.shape")]
    public static Tensor shape(TensorLike x) => TensorFunctions.shape(x);

    /// <summary>The shape; sizes that are not known are null.</summary>
    [KerasExport("keras.backend.int_shape")]
    public static Shape int_shape(TensorLike x) => x.shape;

    /// <summary>The number of elements.</summary>
    [KerasExport("keras.backend.count_params")]
    public static long count_params(TensorLike x) => x.shape.Size;

    /// <summary>A variable that starts with a value; its type is floatx unless one is given.</summary>
    [KerasExport("keras.backend.variable")]
    public static Variable variable(TensorLike value, DType? dtype = null, string? name = null) => new(value.ToTensor(dtype ?? Settings.Floatx), true, name);

    /// <summary>A tensor of a value; its type is floatx unless one is given.</summary>
    [KerasExport("keras.backend.constant")]
    public static Tensor constant(TensorLike value, DType? dtype = null, Shape? shape = null) => TensorFunctions.constant(value, dtype ?? Settings.Floatx, shape);

    /// <summary>A variable of zeros.</summary>
    [KerasExport("keras.backend.zeros")]
    public static Variable zeros(Shape shape, DType? dtype = null, string? name = null) => new(Op.Zeros(shape, dtype ?? Settings.Floatx), true, name);

    /// <summary>A variable of ones.</summary>
    [KerasExport("keras.backend.ones")]
    public static Variable ones(Shape shape, DType? dtype = null, string? name = null) => new(Op.Ones(shape, dtype ?? Settings.Floatx), true, name);

    /// <summary>A variable with ones on its diagonal.</summary>
    [KerasExport("keras.backend.eye")]
    public static Variable eye(int size, DType? dtype = null, string? name = null) => new(HostFunctions.eye(size, dtype: dtype ?? Settings.Floatx), true, name);

    /// <summary>The numbers of a tensor or variable.</summary>
    [KerasExport("keras.backend.eval")]
    public static NDArray eval(TensorLike x) => x.ToArray();

    /// <summary>Normal numbers; without a seed one is drawn from <c>np.random</c>, as in tf_keras.</summary>
    [KerasExport("keras.backend.random_normal")]
    public static Tensor random_normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, int? seed = null) =>
        RandomFunctions.normal(shape, mean, stddev, dtype ?? Settings.Floatx, seed ?? Drawn());

    /// <summary>Uniform numbers; without a seed one is drawn from <c>np.random</c>, as in tf_keras.</summary>
    [KerasExport("keras.backend.random_uniform")]
    public static Tensor random_uniform(Shape shape, double minval = 0.0, double maxval = 1.0, DType? dtype = null, int? seed = null) =>
        RandomFunctions.uniform(shape, minval, maxval, dtype ?? Settings.Floatx, seed ?? Drawn());

    /// <summary>Normal numbers not further than two deviations from the mean; without a seed one is drawn from <c>np.random</c>, as in tf_keras.</summary>
    [KerasExport("keras.backend.truncated_normal")]
    public static Tensor truncated_normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null, int? seed = null) =>
        RandomFunctions.truncated_normal(shape, mean, stddev, dtype ?? Settings.Floatx, seed ?? Drawn());

    /// <summary>1 with probability <paramref name="p"/>, else 0; without a seed one is drawn from <c>np.random</c>, as in tf_keras.</summary>
    [KerasExport("keras.backend.random_bernoulli")]
    public static Tensor random_bernoulli(Shape shape, double p = 0.0, DType? dtype = null, int? seed = null)
    {
        DType type = dtype ?? Settings.Floatx;
        Tensor numbers = RandomFunctions.uniform(shape, dtype: type, seed: seed ?? Drawn());
        return Op.Cast(Op.LessEqual(numbers, Op.Constant(p, numbers)), type);
    }

    /// <summary>0 with probability <paramref name="level"/>, else x / (1 - level); without a seed one is drawn from <c>np.random</c>, as in tf_keras.</summary>
    [KerasExport("keras.backend.dropout")]
    public static Tensor dropout(TensorLike x, double level, Shape? noise_shape = null, int? seed = null) => NeuralFunctions.dropout(x, level, noise_shape, seed ?? Drawn());

    /// <summary>The name of what computes in tf_keras: "tensorflow".</summary>
    [KerasExport("keras.backend.backend")]
    public static string backend() => "tensorflow";

    private static int Drawn() => (int)SeedStreams.NumPy.RandInt(0, 10_000_000);
}
