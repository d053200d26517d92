using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class ControlFunctions
{
    /// <summary>What a function makes of every part along the first axis, stacked.</summary>
    /// <param name="fn">From a part to a tensor; all must have one shape.</param>
    /// <param name="elems">Shape <c>(parts, …)</c>.</param>
    /// <param name="dtype">The old name of <paramref name="fn_output_signature"/>.</param>
    /// <param name="fn_output_signature">The type of what the function returns; null means that of the parts.</param>
    /// <exception cref="KerasTypeException">The function returns another type.</exception>
    [KerasExport("tf.map_fn")]
    public static Tensor map_fn(Func<Tensor, Tensor> fn, TensorLike elems, DType? dtype = null, DType? fn_output_signature = null)
    {
        Tensor x = elems.ToTensor();
        return Mapped(part => fn(part[0]), [x], fn_output_signature ?? dtype ?? x.dtype);
    }

    /// <summary>What a function makes of the parts of two tensors in pairs, stacked: <c>tf.map_fn(t => t.Item1 * t.Item2, (a, b))</c>.</summary>
    /// <param name="fn">From a pair of parts to a tensor.</param>
    /// <param name="elems">Two tensors with as many parts.</param>
    /// <param name="dtype">The old name of <paramref name="fn_output_signature"/>.</param>
    /// <param name="fn_output_signature">The type of what the function returns, which Keras wants here.</param>
    /// <exception cref="KerasTypeException">The function returns another type.</exception>
    [KerasExport("tf.map_fn")]
    public static Tensor map_fn(Func<(Tensor, Tensor), Tensor> fn, (TensorLike, TensorLike) elems, DType? dtype = null, DType? fn_output_signature = null)
    {
        Tensor a = elems.Item1.ToTensor(), b = elems.Item2.ToTensor();
        return Mapped(part => fn((part[0], part[1])), [a, b], fn_output_signature ?? dtype);
    }

    /// <summary>What a function makes of every part along the first axis, stacked.</summary>
    /// <param name="fn">From a part to a tensor; all must have one shape.</param>
    /// <param name="elems">Shape <c>(parts, …)</c>.</param>
    [KerasExport("tf.vectorized_map")]
    public static Tensor vectorized_map(Func<Tensor, Tensor> fn, TensorLike elems) => Mapped(part => fn(part[0]), [elems.ToTensor()], null);

    /// <summary>The states of a function that takes on one part after the other: <c>tf.scan((a, x) => a + x, elems)</c> gives running sums.</summary>
    /// <param name="fn">From the state and a part to the next state.</param>
    /// <param name="elems">Shape <c>(parts, …)</c>.</param>
    /// <param name="initializer">The state before the first part; null means the first part itself.</param>
    /// <param name="reverse">Whether the last part comes first.</param>
    /// <returns>The states, stacked in the order of the parts.</returns>
    [KerasExport("tf.scan")]
    public static Tensor scan(Func<Tensor, Tensor, Tensor> fn, TensorLike elems, TensorLike? initializer = null, bool reverse = false)
    {
        IReadOnlyList<Tensor> states = States(fn, elems.ToTensor(), initializer, reverse);
        return Op.Stack(reverse ? [.. states.Reverse()] : [.. states]);
    }

    /// <summary>The last state of a function that takes on one part after the other, from the first.</summary>
    /// <inheritdoc cref="scan"/>
    [KerasExport("tf.foldl")]
    public static Tensor foldl(Func<Tensor, Tensor, Tensor> fn, TensorLike elems, TensorLike? initializer = null) => States(fn, elems.ToTensor(), initializer, reverse: false)[^1];

    /// <summary>The last state of a function that takes on one part after the other, from the last.</summary>
    /// <inheritdoc cref="scan"/>
    [KerasExport("tf.foldr")]
    public static Tensor foldr(Func<Tensor, Tensor, Tensor> fn, TensorLike elems, TensorLike? initializer = null) => States(fn, elems.ToTensor(), initializer, reverse: true)[^1];

    private static Tensor Mapped(Func<Tensor[], Tensor> fn, Tensor[] elems, DType? wanted)
    {
        int parts = elems[0].ndim > 0 ? elems[0].shape.Dims[0] : throw new KerasValueException("elements in elems must be 1+ dimensional Tensors, not scalars");
        if (Array.Exists(elems, x => x.shape.Dims[0] != parts))
            throw new KerasValueException($"elems must have as many parts each. Received: {string.Join(", ", elems.Select(x => x.shape))}");
        if (Array.Exists(elems, x => x.IsSymbolic))
        {
            Tensor one = Checked(fn(Array.ConvertAll(elems, x => Tensor.Symbolic(x.dtype, x.shape.Part(1, x.ndim)))), wanted);
            return Tensor.Symbolic(one.dtype, Shape.Of([parts, .. one.shape.Dims]));
        }
        Tensor[][] rows = Array.ConvertAll(elems, x => Op.Unstack(x, 0));
        return Op.Stack([.. Enumerable.Range(0, parts).Select(i => Checked(fn(Array.ConvertAll(rows, row => row[i])), wanted))]);
    }

    private static Tensor Checked(Tensor result, DType? wanted) => wanted is not { } type || result.dtype == type ? result
        : throw new KerasTypeException($"TensorArray dtype is {type} but Op is trying to write dtype {result.dtype}: give `fn_output_signature: tf.{result.dtype.name}`.");

    private static IReadOnlyList<Tensor> States(Func<Tensor, Tensor, Tensor> fn, Tensor elems, TensorLike? initializer, bool reverse)
    {
        if (elems.ndim == 0)
            throw new KerasValueException("elements in elems must be 1+ dimensional Tensors, not scalars");
        IEnumerable<Tensor> parts = reverse ? Op.Unstack(elems, 0).Reverse() : Op.Unstack(elems, 0);
        var states = new List<Tensor>();
        Tensor? state = initializer?.ToTensor();
        foreach (Tensor part in parts)
        {
            state = state is null ? part : fn(state, part);
            states.Add(state);
        }
        return states.Count > 0 ? states : throw new KerasValueException("elems must have at least one part.");
    }
}
