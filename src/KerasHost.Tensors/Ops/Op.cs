using KerasHost.Engines;

namespace KerasHost;

/// <summary>
/// The operations on tensors, one a file: value, gradient and shape rule. Every operation works on symbolic tensors, giving the shape
/// of its result, and is noted on the gradient tapes of its thread.
/// </summary>
public static partial class Op
{
    private static Tensor Unary(UnaryKind kind, Tensor x)
    {
        DType type = kind is UnaryKind.IsNan or UnaryKind.IsInf or UnaryKind.IsFinite ? DType.Bool : x.dtype;
        bool accepts = kind switch
        {
            UnaryKind.LogicalNot => x.dtype == DType.Bool,
            UnaryKind.Negate or UnaryKind.Abs or UnaryKind.Sign or UnaryKind.Square => x.dtype != DType.Bool,
            _ => x.dtype.is_floating,
        };
        if (!accepts)
            throw new KerasTypeException($"Value passed to parameter 'x' of {kind} has DataType {x.dtype}, which it does not take.");
        Tensor y = Tensor.Result(type, x.shape, x);
        if (!y.IsSymbolic)
            Engine.Current.Unary(kind, x, y);
        return y;
    }

    private static Tensor Binary(BinaryKind kind, Tensor a, Tensor b)
    {
        if (a.dtype != b.dtype)
            throw new KerasTypeException($"cannot compute {kind} as input #1(zero-based) was expected to be a {a.dtype} tensor but is a {b.dtype} tensor");
        bool logical = kind is BinaryKind.LogicalAnd or BinaryKind.LogicalOr or BinaryKind.LogicalXor;
        bool compares = kind is BinaryKind.Equal or BinaryKind.NotEqual;
        if (!compares && logical != (a.dtype == DType.Bool))
            throw new KerasTypeException($"{kind} does not take tensors of type {a.dtype}.");
        bool floats = kind is BinaryKind.Divide or BinaryKind.DivideNoNan or BinaryKind.Atan2;
        if (floats && !a.dtype.is_floating)
            throw new KerasTypeException($"{kind} takes tensors of a float type; these are {a.dtype}. Cast them first.");
        DType type = kind >= BinaryKind.Equal ? DType.Bool : a.dtype;
        Tensor y = Tensor.Result(type, BroadcastShape(a.shape, b.shape), a, b);
        if (!y.IsSymbolic)
            Engine.Current.Binary(kind, a, b, y);
        return y;
    }

    /// <summary>The shape that two shapes broadcast to, as in NumPy; unknown sizes stay unknown unless the other side is larger than 1.</summary>
    internal static Shape BroadcastShape(Shape a, Shape b)
    {
        if (a == b)
            return a;
        int rank = Math.Max(a.Rank, b.Rank);
        Span<int> dims = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a.Dims[^i] : 1, y = i <= b.Rank ? b.Dims[^i] : 1;
            dims[^i] = x == y || y == 1 ? x
                : x == 1 ? y
                : x == Shape.Unknown ? y
                : y == Shape.Unknown ? x
                : throw new KerasShapeException($"Incompatible shapes: {a.InBrackets} vs. {b.InBrackets}");
        }
        return Shape.Of(dims);
    }

    // The gradient of an operand that may have been broadcast: summed over the axes it was repeated along. None for integers.
    private static Gradient? GradientFor(Tensor operand, Func<Tensor> gradient) =>
        operand.dtype.is_floating && GradientTape.NeedsGradient(operand) ? new Gradient(SumTo(gradient(), operand.shape)) : null;

    private static Tensor SumTo(Tensor x, Shape shape)
    {
        if (x.shape == shape)
            return x;
        int extra = x.ndim - shape.Rank;
        var axes = new List<int>();
        for (int i = 0; i < x.ndim; i++)
            if (i < extra || (shape.Dims[i - extra] == 1 && x.shape.Dims[i] != 1))
                axes.Add(i);
        return Reshape(Sum(x, [.. axes]), shape);
    }

    /// <summary>A number as a tensor of the type of <paramref name="like"/>.</summary>
    internal static Tensor Constant(double value, Tensor like) => Fill([], value, like.dtype);

    /// <summary>Axes as increasing numbers from 0; null means all.</summary>
    internal static int[] NormalizeAxes(int rank, int[]? axes)
    {
        if (axes is null)
            return [.. Enumerable.Range(0, rank)];
        int[] result = Array.ConvertAll(axes, axis => NormalizeAxis(rank, axis));
        Array.Sort(result);
        for (int i = 1; i < result.Length; i++)
            if (result[i] == result[i - 1])
                throw new KerasValueException($"Axis {result[i]} is given twice.");
        return result;
    }

    /// <summary>An axis as a number from 0.</summary>
    internal static int NormalizeAxis(int rank, int axis) =>
        axis >= -rank && axis < rank
            ? axis < 0 ? axis + rank : axis
            : throw new KerasValueException($"axis {axis} is out of bounds for a tensor with {rank} axes");
}
