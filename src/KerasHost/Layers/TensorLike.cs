using KerasHost.Backend;
using KerasHost.Numpy;

namespace KerasHost.Layers;

/// <summary>Data as users have it: a tensor, an array of NumPy's kind, or a C# array of numbers. Nothing is copied until it is used.</summary>
public readonly struct TensorLike
{
    private readonly object? _value;

    private TensorLike(object value) => _value = value;

    /// <summary>The array, or null when this is a tensor.</summary>
    public NDArray? Array => _value as NDArray;

    /// <summary>The tensor, or null when this is an array.</summary>
    public Tensor? Tensor => _value as Tensor;

    /// <summary>The sizes of the axes.</summary>
    public Shape shape => Tensor?.shape ?? Array?.shape ?? throw new KerasValueException("No data was given.");

    /// <summary>The type of the elements.</summary>
    public DType dtype => Tensor?.dtype ?? Array?.dtype ?? throw new KerasValueException("No data was given.");

    /// <summary>A tensor with these elements.</summary>
    /// <param name="dtype">The type wanted; null keeps the type, but float64 arrays become <c>floatx</c>, as Keras does with data.</param>
    /// <exception cref="KerasTypeException">The elements are no numbers.</exception>
    public Tensor ToTensor(DType? dtype = null)
    {
        Tensor tensor = Tensor ?? Array?.ToTensor() ?? throw new KerasValueException("No data was given.");
        DType wanted = dtype ?? (Tensor is null && tensor.dtype.is_floating ? Settings.Floatx : tensor.dtype);
        return Op.Cast(tensor, wanted);
    }

    /// <summary>A tensor.</summary>
    public static implicit operator TensorLike(Tensor tensor) => new(tensor);
    /// <summary>A tensor.</summary>
    public static implicit operator TensorLike(Tensors tensors) => new(tensors.Single);
    /// <summary>The value of a variable.</summary>
    public static implicit operator TensorLike(Variable variable) => new(variable.value);
    /// <summary>An array.</summary>
    public static implicit operator TensorLike(NDArray array) => new(array);
}
