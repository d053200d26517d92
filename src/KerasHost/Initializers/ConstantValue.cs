using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Saving;

namespace KerasHost.Initializers;

/// <summary>A number or an array of numbers that stands in a configuration: <c>0.5</c>, <c>[[1, 2], [3, 4]]</c>, an NDArray.</summary>
[CollectionBuilder(typeof(ConstantValue), nameof(Create))]
public readonly struct ConstantValue : IConfigArgument<ConstantValue>, IEnumerable<ConstantValue>
{
    private readonly NDArray? _array;

    private ConstantValue(NDArray? array) => _array = array;

    /// <summary>These numbers, or rows.</summary>
    public static ConstantValue Create(ReadOnlySpan<ConstantValue> parts)
    {
        var values = new List<object?>(parts.Length);
        foreach (ConstantValue part in parts)
            values.Add(part.ToConfig());
        return new(NestedValues.ToArray(values));
    }

    /// <summary>This number.</summary>
    public static implicit operator ConstantValue(double number) => new(NDArray.Scalar(number));

    /// <summary>This number.</summary>
    public static implicit operator ConstantValue(int number) => new(NDArray.Scalar((long)number));

    /// <summary>The elements of this array.</summary>
    public static implicit operator ConstantValue(NDArray array) => new(array.copy());

    /// <summary>The elements of this tensor.</summary>
    public static implicit operator ConstantValue(Tensor tensor) => new(tensor.numpy());

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(double[] values) => new(NestedValues.ToArray(values));

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(float[] values) => new(NestedValues.ToArray(values));

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(double[,] values) => new(NestedValues.ToArray(values));

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(float[,] values) => new(NestedValues.ToArray(values));

    /// <inheritdoc/>
    public static ConstantValue FromConfig(object? value) => value switch
    {
        Config config when SerializedArray.Is(config) => new(SerializedArray.Read(config)),
        string or Config or null => throw new KerasTypeException($"A value must be a number or a list of numbers. Received: {PythonText.Repr(value)}"),
        _ => new(NestedValues.ToArray(value)),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _array is null ? 0 : _array.tolist();

    /// <summary>The numbers as a tensor of their own type.</summary>
    internal Tensor ToTensor() => _array is null ? Tensor.Scalar(0L) : _array.ToTensor();

    IEnumerator<ConstantValue> IEnumerable<ConstantValue>.GetEnumerator() =>
        _array is { ndim: > 0 } array ? array.Select(part => new ConstantValue(part)).GetEnumerator() : Enumerable.Repeat(this, 1).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<ConstantValue>)this).GetEnumerator();
}
