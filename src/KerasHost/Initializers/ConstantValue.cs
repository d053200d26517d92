using System.Collections;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Saving;

namespace KerasHost.Initializers;

/// <summary>The value of <c>Constant</c>: a number or an array.</summary>
public readonly struct ConstantValue : IConfigArgument<ConstantValue>
{
    private readonly object? _config;

    private ConstantValue(double number, Tensor? array, object? config)
    {
        Number = number;
        Array = array;
        _config = config;
    }

    /// <summary>The number, where there is no array.</summary>
    internal double Number { get; }

    /// <summary>The array, or null for a number.</summary>
    internal Tensor? Array { get; }

    /// <summary>This number.</summary>
    public static implicit operator ConstantValue(double number) => new(number, null, number);

    /// <summary>This number.</summary>
    public static implicit operator ConstantValue(int number) => new(number, null, number);

    /// <summary>The elements of this array.</summary>
    public static implicit operator ConstantValue(NDArray array) => new(0, Kept(array.ToTensor()), array.tolist());

    /// <summary>The elements of this tensor.</summary>
    public static implicit operator ConstantValue(Tensor tensor) => new(0, Kept(tensor), tensor.numpy().tolist());

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(double[] values) => (NDArray)values;

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(double[,] values) => (NDArray)values;

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(float[] values) => (NDArray)values;

    /// <summary>These numbers.</summary>
    public static implicit operator ConstantValue(float[,] values) => (NDArray)values;

    /// <inheritdoc/>
    public static ConstantValue FromConfig(object? value) => value switch
    {
        int number => number,
        long number => number,
        float number => number,
        double number => number,
        bool flag => flag ? 1 : 0,
        string or Config => throw new KerasTypeException($"The value of Constant must be a number or a list of numbers. Received: {PythonText.Repr(value)}"),
        IEnumerable list => NestedValues.ToArray(list),
        _ => throw new KerasTypeException($"The value of Constant must be a number or a list of numbers. Received: {PythonText.Repr(value)}"),
    };

    /// <inheritdoc/>
    public object? ToConfig() => _config ?? 0;

    // A tensor of a step would be dead when the weight is made.
    private static Tensor Kept(Tensor tensor)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        return tensor.ToOwned();
    }
}
