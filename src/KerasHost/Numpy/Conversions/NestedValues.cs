using System.Collections;

namespace KerasHost.Numpy;

/// <summary>Lists in lists, arrays and numbers as one array, as <c>np.array</c> takes them.</summary>
internal static class NestedValues
{
    /// <summary>The array of a value. C# <c>int</c> becomes int64 and <c>double</c> float64, as in Python; the other types stay.</summary>
    /// <exception cref="KerasValueException">The lists are of different lengths.</exception>
    public static NDArray ToArray(object? value)
    {
        if (value is NDArray array)
            return array;
        if (value is string or not IEnumerable)
            return Scalar(value);
        if (Direct(value) is { } direct)
            return direct;
        var parts = new List<NDArray>();
        if (value is Array { Rank: > 1 } rectangle)
            return Rectangle(rectangle);
        foreach (object? item in (IEnumerable)value)
            parts.Add(ToArray(item));
        return Stack(parts);
    }

    /// <summary>Arrays of one shape one under the other, in their common type.</summary>
    /// <exception cref="KerasValueException">Their shapes differ.</exception>
    public static NDArray Stack(IReadOnlyList<NDArray> parts)
    {
        if (parts.Count == 0)
            return NDArray.Zeros(DType.Float64, 0);
        DType type = parts[0].dtype;
        foreach (NDArray part in parts)
        {
            if (!part.Dims.SequenceEqual(parts[0].Dims))
                throw Ragged(parts);
            type = Promotion.Of(type, part.dtype);
        }
        NDArray result = NDArray.Zeros(type, [parts.Count, .. parts[0].Dims]);
        for (int i = 0; i < parts.Count; i++)
            result.View(i).Assign(parts[i]);
        return result;
    }

    /// <summary>A value as an array of rank 0.</summary>
    public static NDArray Scalar(object? value) => value switch
    {
        bool b => NDArray.Scalar(b),
        int i => NDArray.Scalar((long)i),
        double d => NDArray.Scalar(d),
        float f => NDArray.Scalar(f),
        string s => NDArray.Scalar(s),
        char c => NDArray.Scalar(c.ToString()),
        long l => NDArray.Scalar(l),
        sbyte i => NDArray.Scalar(i),
        short i => NDArray.Scalar(i),
        byte i => NDArray.Scalar(i),
        ushort i => NDArray.Scalar(i),
        uint i => NDArray.Scalar(i),
        ulong i => NDArray.Scalar(i),
        Half h => NDArray.Scalar(h),
        decimal m => NDArray.Scalar((double)m),
        _ => NDArray.Scalar<object?>(value),
    };

    /// <summary>The array of the commonest kinds of sequence, without a box an element; null for others.</summary>
    private static NDArray? Direct(object value) => value switch
    {
        IEnumerable<int> items => NDArray.Over(items.Select(i => (long)i).ToArray()),
        IEnumerable<double> items => NDArray.Over(items.ToArray()),
        IEnumerable<float> items => NDArray.Over(items.ToArray()),
        IEnumerable<long> items => NDArray.Over(items.ToArray()),
        IEnumerable<byte> items => NDArray.Over(items.ToArray()),
        IEnumerable<bool> items => NDArray.Over(items.ToArray()),
        IEnumerable<string> items => NDArray.Over(items.ToArray()),
        IEnumerable<char> items => NDArray.Over(items.Select(c => c.ToString()).ToArray()),
        _ => null,
    };

    private static NDArray Rectangle(Array values)
    {
        var dims = new int[values.Rank];
        for (int axis = 0; axis < dims.Length; axis++)
            dims[axis] = values.GetLength(axis);
        if (values.Length == 0)
            return NDArray.Zeros(Scalar(Activator(values)).dtype, dims);
        Array flat = values switch
        {
            float[,] or float[,,] or float[,,,] => Flat<float>(values),
            double[,] or double[,,] or double[,,,] => Flat<double>(values),
            int[,] or int[,,] or int[,,,] => Flat<int>(values),
            _ => values.Cast<object?>().ToArray(),
        };
        return ToArray(flat).reshape(dims);
    }

    private static object? Activator(Array values) => values.GetType().GetElementType() == typeof(int) ? 0
        : values.GetType().GetElementType() == typeof(float) ? 0f : 0.0;

    private static T[] Flat<T>(Array values)
    {
        var result = new T[values.Length];
        int i = 0;
        foreach (T value in values)
            result[i++] = value;
        return result;
    }

    private static KerasValueException Ragged(IReadOnlyList<NDArray> parts)
    {
        int common = 0;
        while (parts.All(p => p.ndim > common && parts[0].ndim > common && p.Dims[common] == parts[0].Dims[common]))
            common++;
        Shape detected = Shape.Of([parts.Count, .. parts[0].Dims[..common]]);
        return new("setting an array element with a sequence. The requested array has an inhomogeneous shape after "
            + $"{common + 1} dimensions. The detected shape was {detected} + inhomogeneous part.");
    }
}
