using KerasHost.Layers;

namespace KerasHost.TensorFlow;

/// <summary>
/// Choices and loops as TensorFlow spells them. Everything runs eagerly here, so that C#'s own <c>if</c>, <c>for</c> and <c>while</c> do as well.
/// Where a condition has no value yet, while shapes are found, all branches are asked for their shapes.
/// </summary>
public static partial class ControlFunctions
{
    /// <summary>What one of two functions returns.</summary>
    /// <param name="pred">A truth value.</param>
    /// <param name="true_fn">Called when it is true.</param>
    /// <param name="false_fn">Called when it is false.</param>
    /// <param name="name">Has no effect.</param>
    [KerasExport("tf.cond")]
    public static Tensor cond(TensorLike pred, Func<Tensor> true_fn, Func<Tensor> false_fn, string? name = null)
    {
        Tensor condition = Truth(pred);
        return condition.IsSymbolic ? Either(true_fn(), false_fn()) : (bool)condition ? true_fn() : false_fn();
    }

    /// <summary>What one of two functions returns, a pair.</summary>
    /// <inheritdoc cref="cond(TensorLike, Func{Tensor}, Func{Tensor}, string?)"/>
    [KerasExport("tf.cond")]
    public static (Tensor, Tensor) cond(TensorLike pred, Func<(Tensor, Tensor)> true_fn, Func<(Tensor, Tensor)> false_fn, string? name = null)
    {
        Tensor condition = Truth(pred);
        if (!condition.IsSymbolic)
            return (bool)condition ? true_fn() : false_fn();
        ((Tensor a, Tensor b), (Tensor c, Tensor d)) = (true_fn(), false_fn());
        return (Either(a, c), Either(b, d));
    }

    /// <summary>What the function beside the first true condition returns.</summary>
    /// <param name="pred_fn_pairs">Conditions, each with a function.</param>
    /// <param name="default">Called when no condition is true; null makes that an error.</param>
    /// <param name="exclusive">Has no effect: run eagerly, TensorFlow takes the first true condition either way.</param>
    /// <param name="name">Has no effect.</param>
    /// <exception cref="KerasValueException">None is true and there is no default.</exception>
    [KerasExport("tf.case")]
    public static Tensor @case(IReadOnlyList<(Tensor, Func<Tensor>)> pred_fn_pairs, Func<Tensor>? @default = null, bool exclusive = false, string? name = null)
    {
        if (pred_fn_pairs.Any(pair => Truth(pair.Item1).IsSymbolic))
        {
            IEnumerable<Tensor> all = pred_fn_pairs.Select(pair => pair.Item2());
            return (@default is null ? all : all.Append(@default())).Aggregate(Either);
        }
        foreach ((Tensor holds, Func<Tensor> branch) in pred_fn_pairs)
            if ((bool)holds)
                return branch();
        return @default is not null ? @default() : throw new KerasValueException($"Input error: None of conditions evaluated as True: there are {pred_fn_pairs.Count}, and no default.");
    }

    /// <summary>What the function at a position returns.</summary>
    /// <param name="branch_index">The position.</param>
    /// <param name="branch_fns">Functions.</param>
    /// <param name="default">Called for a position that there is not; null means the last function.</param>
    /// <param name="name">Has no effect.</param>
    [KerasExport("tf.switch_case")]
    public static Tensor switch_case(TensorLike branch_index, IReadOnlyList<Func<Tensor>> branch_fns, Func<Tensor>? @default = null, string? name = null)
    {
        Tensor index = branch_index.ToTensor();
        if (branch_fns.Count == 0)
            throw new KerasValueException("`branch_fns` must not be empty.");
        if (index.IsSymbolic)
            return branch_fns.Append(@default ?? branch_fns[^1]).Select(branch => branch()).Aggregate(Either);
        int at = (int)index;
        return at >= 0 && at < branch_fns.Count ? branch_fns[at]() : (@default ?? branch_fns[^1])();
    }

    /// <summary>Repeats a step while a condition holds: <c>tf.while_loop(i => i &lt; 10, i => [i + 1], [tf.constant(0)])</c>.</summary>
    /// <param name="cond">From the variable to a truth value.</param>
    /// <param name="body">From the variable to its next value, in a list.</param>
    /// <param name="loop_vars">The first value, in a list.</param>
    /// <param name="maximum_iterations">Steps at most; null for no limit.</param>
    /// <returns>The last value, in a list.</returns>
    /// <exception cref="KerasValueException">Nothing has values yet.</exception>
    [KerasExport("tf.while_loop")]
    public static Tensor[] while_loop(Func<Tensor, Tensor> cond, Func<Tensor, Tensor[]> body, Tensor[] loop_vars, long? maximum_iterations = null)
    {
        if (loop_vars.Length != 1)
            throw new KerasValueException($"`loop_vars` must have as many values as the functions take: 1. Received: {loop_vars.Length}");
        return Loop(v => cond(v[0]), v => body(v[0]), loop_vars, maximum_iterations);
    }

    /// <summary>Repeats a step on two variables while a condition holds: <c>tf.while_loop((i, x) => i &lt; 10, (i, x) => (i + 1, x * 2), (i, x))</c>.</summary>
    /// <inheritdoc cref="while_loop(Func{Tensor, Tensor}, Func{Tensor, Tensor[]}, Tensor[], long?)"/>
    [KerasExport("tf.while_loop")]
    public static (Tensor, Tensor) while_loop(Func<Tensor, Tensor, Tensor> cond, Func<Tensor, Tensor, (Tensor, Tensor)> body, (TensorLike, TensorLike) loop_vars, long? maximum_iterations = null)
    {
        Tensor[] last = Loop(v => cond(v[0], v[1]), v => body(v[0], v[1]) is var (a, b) ? [a, b] : [], [loop_vars.Item1.ToTensor(), loop_vars.Item2.ToTensor()], maximum_iterations);
        return (last[0], last[1]);
    }

    /// <summary>Repeats a step on three variables while a condition holds.</summary>
    /// <inheritdoc cref="while_loop(Func{Tensor, Tensor}, Func{Tensor, Tensor[]}, Tensor[], long?)"/>
    [KerasExport("tf.while_loop")]
    public static (Tensor, Tensor, Tensor) while_loop(Func<Tensor, Tensor, Tensor, Tensor> cond, Func<Tensor, Tensor, Tensor, (Tensor, Tensor, Tensor)> body,
        (TensorLike, TensorLike, TensorLike) loop_vars, long? maximum_iterations = null)
    {
        Tensor[] last = Loop(v => cond(v[0], v[1], v[2]), v => body(v[0], v[1], v[2]) is var (a, b, c) ? [a, b, c] : [],
            [loop_vars.Item1.ToTensor(), loop_vars.Item2.ToTensor(), loop_vars.Item3.ToTensor()], maximum_iterations);
        return (last[0], last[1], last[2]);
    }

    private static Tensor[] Loop(Func<Tensor[], Tensor> holds, Func<Tensor[], Tensor[]> step, Tensor[] values, long? limit)
    {
        for (long i = 0; limit is not { } most || i < most; i++)
        {
            Tensor condition = Truth(holds(values));
            if (condition.IsSymbolic)
                throw new KerasValueException("tf.while_loop needs values: its number of steps is not known while shapes are found. Use a loop over a known axis, or call the function eagerly.");
            if (!(bool)condition)
                break;
            values = step(values);
        }
        return values;
    }

    private static Tensor Truth(TensorLike value)
    {
        Tensor condition = value.ToTensor();
        return condition.ndim == 0 ? condition : throw new KerasShapeException($"A condition is a single truth value. Received a tensor of shape {condition.shape}.");
    }

    // What stands for the result of one of several branches while shapes are found.
    private static Tensor Either(Tensor a, Tensor b)
    {
        if (a.dtype != b.dtype || a.ndim != b.ndim)
            throw new KerasTypeException($"All branches must return tensors of one type and number of axes. Received: {a.dtype} of shape {a.shape} and {b.dtype} of shape {b.shape}");
        int[] dims = a.shape.Dims.ToArray();
        for (int i = 0; i < dims.Length; i++)
            if (dims[i] != b.shape.Dims[i])
                dims[i] = Shape.Unknown;
        return Tensor.Symbolic(a.dtype, dims);
    }
}
