using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Data;

/// <summary>What generators of scripts yield, as tensors.</summary>
internal static class TensorValues
{
    /// <summary>A tensor of a tensor, an array, a C# array or list, or a number. C# literals get the types that they get elsewhere: <c>double</c> floatx, <c>int</c> int32.</summary>
    public static Tensor Of(object? value) => value switch
    {
        Tensor tensor => tensor,
        NDArray array => array.ToTensor(),
        TensorLike data => data.ToTensor(),
        Tensors tensors => tensors.Single,
        Variable variable => variable.value,
        null => throw new KerasTypeException("Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor."),
        _ => Literal(NestedValues.ToArray(value)),
    };

    private static Tensor Literal(NDArray array)
    {
        Tensor tensor = array.ToTensor();
        return tensor.dtype == DType.Float64 ? Op.Cast(tensor, Backend.Settings.Floatx) : tensor;
    }
}
