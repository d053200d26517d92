namespace KerasHost.Tests.Generators;

/// <summary>A small exported set, shaped as the real one is: layers, functions that are values, argument structs, a model.</summary>
internal static class SampleSource
{
    internal const string Text = """"
        using KerasHost.Activations;
        using KerasHost.Layers;
        using KerasHost.Saving;

        namespace KerasHost.Layers
        {
            public static class LayerKeywords
            {
                [ThreadStatic] private static Given? s_given;

                public sealed record Given(string? Name, DType? DType, bool Trainable, Shape? InputShape) : IDisposable
                {
                    public void Dispose() => s_given = null;
                }

                /// <param name="name">The name in summaries.</param>
                public static Given Push(string? name = null, DType? dtype = null, bool trainable = true, Shape? input_shape = null) =>
                    s_given = new(name, dtype, trainable, input_shape);

                public static Given FromConfig(Config config) => Push(
                    config.ContainsKey("name") ? ConfigReader.Get<string>(config, "name") : null,
                    trainable: !config.ContainsKey("trainable") || ConfigReader.Get<bool>(config, "trainable"));

                internal static Given? Take()
                {
                    Given? given = s_given;
                    s_given = null;
                    return given;
                }
            }

            [ConfigFamily]
            public abstract class Layer : IHasConfig
            {
                protected Layer()
                {
                    var given = LayerKeywords.Take();
                    name = given?.Name ?? GetType().Name.ToLowerInvariant();
                    trainable = given?.Trainable ?? true;
                    input_shape = given?.InputShape;
                }

                public string name { get; }
                public bool trainable { get; }
                public Shape? input_shape { get; }

                public virtual Config get_config()
                {
                    Config config = new() { ["name"] = name, ["trainable"] = trainable };
                    KerasHost.Export.ClassRegistry.WriteTo(this, config);
                    return config;
                }
            }

            /// <summary>The sum of products: <c>activation(x · kernel)</c>, see <see cref="Layer"/>.</summary>
            [KerasExport("keras.layers.Dense", "keras.layers.core.Dense")]
            [ConfigAlias("output_dim", "units")]
            [IgnoredConfigKeys("old")]
            [ConfigOrder("use_bias")]
            public class Dense : Layer
            {
                /// <param name="units">The size of the last axis.</param>
                public Dense(int units, ActivationArg? activation = null, bool use_bias = true, double rate = 1E-07,
                    [KerasDefault("'relu'")] ActivationArg second = default, string label = "a\"b", [NotInConfig] DayOfWeek day = DayOfWeek.Friday,
                    [NotInConfig] object? ignored = null, float? scale = 0.5f)
                {
                    (this.units, this.activation, this.use_bias, this.rate, this.second, this.label, this.scale) = (units, activation, use_bias, rate, second, label, scale);
                    this.day = (int)day;
                }

                public Dense(int units, int day, string label) : this(units, label: label) { }

                public int units { get; }
                public ActivationArg? activation { get; }
                public bool use_bias { get; }
                public double rate { get; }
                public ActivationArg second { get; }
                public string label { get; }
                public int day { get; }
                public float? scale { get; }
            }

            [KerasExport("keras.layers.Wrapper")]
            public class Wrapper(Layer layer, IReadOnlyList<int>? sizes = null, Shape? target_shape = null, DType dtype = default, List<Layer>? more = null) : Layer
            {
                public Layer layer { get; } = layer;
                public IReadOnlyList<int>? sizes { get; } = sizes;
                public Shape? target_shape { get; } = target_shape;
                public DType dtype { get; } = dtype;
                public List<Layer>? more { get; } = more;
            }

            [KerasExport("keras.layers.Lambda")]
            public class Lambda(Func<double, double> function) : Layer
            {
                public double Do(double x) => function(x);
            }

            [KerasExport("keras.layers.Ready")]
            public class Ready(ActivationArg? activation = null) : Layer
            {
                public Activation activation { get; } = new(activation?.Name ?? "linear");
            }

            [KerasExport("keras.layers.Base")]
            public abstract class Base : Layer;
        }

        namespace KerasHost.Activations
        {
            public delegate double ActivationFn(double x);

            public sealed record Activation(string Name);

            [FunctionArgument(typeof(ActivationFn))]
            public readonly partial struct ActivationArg : IConfigArgument<ActivationArg>
            {
                private ActivationArg(string? name, ActivationFn? function) => (Name, Function) = (name, function);
                public string? Name { get; }
                public ActivationFn? Function { get; }
                internal static ActivationArg FromExport(string name, ActivationFn function) => new(name, function);
                public static implicit operator ActivationArg(string name) => new(name, null);
                public static implicit operator ActivationArg(ActivationFn function) => new("<function>", function);
                public static implicit operator ActivationArg(Activation activation) => new(activation.Name, null);
                public static ActivationArg FromConfig(object? value) => new(value as string ?? "linear", null);
                public object? ToConfig() => Name ?? "default";
            }

            public static class Functions
            {
                /// <summary>The larger of x and zero.</summary>
                /// <param name="x">Any number.</param>
                [KerasExport("keras.activations.relu", "keras.activations.rectify", AsValue = true, Family = typeof(ActivationArg))]
                [KerasExport("tf.nn.relu", AsValue = true)]
                public static double relu(double x, double slope = 0.0) => x > 0 ? x : slope * x;

                [KerasExport("keras.activations.get")]
                public static string get(ActivationArg identifier) => identifier.Name ?? "default";

                [KerasExport("np.sum")]
                public static double sum(params ReadOnlySpan<double> values) { double s = 0; foreach (double v in values) s += v; return s; }

                [KerasExport("np.where")]
                public static T where<T>(bool condition, T a, T b) where T : IComparable<T> => condition ? a : b;

                [KerasExport("np.pi")] public const double Pi = 3.5;
                [KerasExport("tf.bool")] public static DType Bool => DType.Bool;
                [KerasExport("np.random.random")] public static double random(int seed) => seed / 2.0;
                [KerasExport("np.random.sub.one")] public static int one() => 1;
                [KerasExport("tf.random.string.lock")] public static string Lock(string @in = "x") => @in;
            }
        }

        namespace KerasHost.Activations.Other
        {
            public static class Others
            {
                [KerasExport("tf.nn.twice", AsValue = true)]
                public static double relu(int x) => 2 * x;
            }
        }

        namespace KerasHost.Models
        {
            public abstract partial class Model : Layer
            {
                [FunctionOverloads]
                public string compile(string optimizer = "rmsprop", ActivationArg? loss = null, int steps = 1) => $"{optimizer} {loss?.Name ?? "None"} {steps}";
            }

            [KerasExport("keras.Sequential", "keras.models.Sequential")]
            public class Sequential([NotInConfig] IReadOnlyList<Layer>? layers = null) : Model
            {
                public IReadOnlyList<Layer> layers { get; } = layers ?? [];

                public override Config get_config() => new() { ["name"] = name, ["layers"] = layers.Select(KerasHost.Export.ClassRegistry.Serialize).ToList() };

                public static Sequential from_config(Config config, object? custom_objects = null) =>
                    keras.Sequential(ConfigReader.Instances<Layer>(config, "layers"), name: ConfigReader.Get<string?>(config, "name", null));
            }
        }
        """";
}
