using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Backend;

/// <summary>What <c>keras.backend</c> has for variables, such as an optimizer's learning rate. Mirrors tf_keras/src/backend.py.</summary>
public static class VariableFunctions
{
    /// <summary>The numbers of a variable, copied.</summary>
    /// <param name="x">A variable, or the learning rate of an optimizer.</param>
    [KerasExport("keras.backend.get_value")]
    public static NDArray get_value(Variable x) => x.numpy();

    /// <summary>Sets a variable.</summary>
    /// <param name="x">A variable, or the learning rate of an optimizer.</param>
    /// <param name="value">Numbers of its shape, cast to its type.</param>
    /// <exception cref="KerasShapeException">The shape differs.</exception>
    [KerasExport("keras.backend.set_value")]
    public static void set_value(Variable x, TensorLike value) => x.assign(value.ToTensor(x.dtype));

    /// <summary>Numbers in the default float type.</summary>
    /// <param name="x">An array or a list.</param>
    [KerasExport("keras.backend.cast_to_floatx")]
    public static NDArray cast_to_floatx(TensorLike x) => x.ToTensor(Settings.Floatx).numpy();
}
