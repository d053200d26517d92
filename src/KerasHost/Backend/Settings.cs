using KerasHost.Layers;
using KerasHost.RandomNumbers;

namespace KerasHost.Backend;

/// <summary>What holds for the whole process: the default float type and the small number that keeps quotients finite.</summary>
public static class Settings
{
    private static DType s_floatx = DType.Float32;
    private static double s_epsilon = 1e-7;

    /// <summary>The default float type.</summary>
    [KerasExport("keras.backend.floatx", "keras.config.floatx")]
    public static string floatx() => s_floatx.name;

    /// <summary>Sets the default float type of layers, weights and data.</summary>
    /// <param name="value"><c>float32</c> or <c>float64</c>.</param>
    /// <exception cref="KerasValueException">Another type; float16 too, in which nothing is computed here.</exception>
    [KerasExport("keras.backend.set_floatx", "keras.config.set_floatx")]
    public static void set_floatx(string value) => s_floatx = value switch
    {
        "float32" => DType.Float32,
        "float64" => DType.Float64,
        "float16" => throw new KerasValueException("float16 is a type to store numbers in; the embedded engine computes in float32 and float64."),
        _ => throw new KerasValueException($"Unknown `floatx` value: {value}. Expected one of {{'float16', 'float32', 'float64'}}"),
    };

    /// <summary>The small number that keeps quotients and logarithms finite.</summary>
    [KerasExport("keras.backend.epsilon", "keras.config.epsilon")]
    public static double epsilon() => s_epsilon;

    /// <summary>Sets the small number that keeps quotients and logarithms finite.</summary>
    [KerasExport("keras.backend.set_epsilon", "keras.config.set_epsilon")]
    public static void set_epsilon(double value) => s_epsilon = value;

    /// <summary>Where Keras expects the channels of images.</summary>
    [KerasExport("keras.backend.image_data_format", "keras.config.image_data_format")]
    public static string image_data_format() => "channels_last";

    /// <summary>Starts numbering layer names anew and drops the state of random operations, as Keras does.</summary>
    [KerasExport("keras.backend.clear_session", "keras.utils.clear_session")]
    public static void clear_session()
    {
        LayerNames.Reset();
        SeedStreams.ClearSession();
    }

    /// <summary>The default float type.</summary>
    internal static DType Floatx => s_floatx;

    /// <summary>A number as the default float type holds it.</summary>
    internal static double CastToFloatx(double value) => s_floatx == DType.Float64 ? value : (float)value;
}
