using System.Globalization;
using System.Text;
using KerasHost.Layers;

namespace KerasHost.TensorFlow;

public static partial class HostFunctions
{
    /// <summary>Writes values to standard error, as TensorFlow does: <c>tf.print("loss:", loss)</c>. Of each axis the first and the last three elements show.</summary>
    /// <param name="inputs">Texts, numbers, tensors, arrays.</param>
    [KerasExport("tf.print")]
    public static void print(params object?[] inputs) => Console.Error.WriteLine(string.Join(" ", inputs.Select(Written)));

    private const int Edge = 3;

    private static string Written(object? value) => value switch
    {
        string text => text,
        Tensor or Variable or Numpy.NDArray or Tensors or TensorLike => Parts(Data.TensorValues.Of(value)),
        double number => Parts(Tensor.Scalar((float)number)),
        float or int or long or bool => Parts(Data.TensorValues.Of(value)),
        _ => PythonText.Str(value),
    };

    private static string Parts(Tensor tensor)
    {
        var text = new StringBuilder();
        Append(text, tensor, 0, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Tensor tensor, int axis, long at)
    {
        if (axis == tensor.ndim)
        {
            text.Append(Element(tensor, at));
            return;
        }
        int size = tensor.shape.Dims[axis];
        long each = tensor.shape.Part(axis + 1, tensor.ndim).Size;
        // Rows stand under one another, matrices with empty lines between them.
        string between = axis == tensor.ndim - 1 ? " " : new string('\n', tensor.ndim - 1 - axis) + new string(' ', axis + 1);
        text.Append('[');
        for (int i = 0; i < size; i++)
        {
            if (i > 0)
                text.Append(between);
            if (size > 2 * Edge && i == Edge)
            {
                text.Append("...").Append(between);
                i = size - Edge;
            }
            Append(text, tensor, axis + 1, at + i * each);
        }
        text.Append(']');
    }

    private static string Element(Tensor tensor, long at) => tensor.dtype.Code switch
    {
        DTypeCode.Bool => tensor.ElementAsDouble((int)at) != 0 ? "1" : "0",
        DTypeCode.String => tensor.ndim == 0 ? tensor.Text[(int)at] : $"\"{tensor.Text[(int)at]}\"",
        DTypeCode.Float64 => Short(tensor.ElementAsDouble((int)at), 15, 17),
        _ when tensor.dtype.is_floating => Short(tensor.ElementAsDouble((int)at), 6, 9),
        _ => Convert.ToString(tensor.Element(at), CultureInfo.InvariantCulture)!,
    };

    // As few digits as read back the same, of two counts.
    private static string Short(double value, int few, int many)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        string text = Printing.PythonFormat.Format(value, $".{few}g");
        bool same = few == 6 ? float.Parse(text, CultureInfo.InvariantCulture) == (float)value : double.Parse(text, CultureInfo.InvariantCulture) == value;
        return same ? text : Printing.PythonFormat.Format(value, $".{many}g");
    }
}
