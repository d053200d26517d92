using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasHost.Tests.Generators;

public class FaceGeneratorTests
{
    // One compilation for all: the compiler takes longer than everything else here.
    private static readonly Lazy<FaceCompilation> s_face = new(() => new(SampleSource.Text, Programs));

    private static FaceCompilation Face => s_face.Value;

    /// <summary>What scripts would do; one method a test, of the same name.</summary>
    private const string Programs = """"
        using KerasHost;
        using KerasHost.Activations;
        using KerasHost.Export;
        using KerasHost.Layers;
        using KerasHost.Models;
        using KerasHost.Saving;
        using static KerasHost.keras.layers;

        public static class Programs
        {
            public static string[] A_factory_passes_arguments_and_keywords()
            {
                var a = keras.layers.Dense(3, activation: "tanh", name: "first", trainable: false, input_shape: [4, null]);
                var b = tf.keras.layers.Dense(5);
                var c = keras.layers.core.Dense(6, 1, "z");
                return [$"{a.units} {a.activation?.Name} {a.name} {a.trainable} {a.input_shape}", $"{b.units} {b.name} {b.rate} {b.scale} {b.day}", c.label];
            }

            public static string[] Static_import_gives_calls_and_the_namespace_gives_types()
            {
                Layer layer = Dense(64);
                Dense typed = Dense(7);
                Layer made = new Dense(8);
                return [layer is Dense ? "Dense" : "", typeof(Dense).Name, $"{typed.units}", made.name];
            }

            public static string[] A_function_is_value_and_call_in_one()
            {
                var f = keras.activations.relu;
                ActivationArg arg = tf.nn.relu;
                return [$"{f(-2, slope: 0.5)}", $"{keras.activations.relu(3)}", $"{tf.nn.twice(4)}", arg.Name!, $"{arg.Function!(-1)}",
                    Dense(1, activation: keras.activations.relu).get_config()["activation"]!.ToString()!, $"{tf.nn.relu == tf.keras.activations.relu}"];
            }

            public static string[] A_local_function_and_a_lambda_are_taken_where_functions_are()
            {
                double half(double x) => x / 2;
                var model = new Model();
                return [
                    $"{Dense(1, activation: half).activation!.Value.Function!(3)}",
                    $"{Dense(1, second: x => x + 1, name: "n").second.Function!(3)}",
                    keras.activations.get(half), keras.activations.get("tanh"),
                    model.compile(loss: half, steps: 2), model.compile("adam", "mse"), model.compile()];
            }

            public static string[] Methods_keep_params_type_parameters_and_keywords_as_names()
            {
                return [$"{np.sum(1, 2, 3)}", $"{np.where(false, "a", "b")}", $"{np.pi}", tf.@bool.name, tf.random.@string.@lock(@in: "y")];
            }

            public static string[] A_module_with_a_member_of_its_own_name_is_an_object()
            {
                return [$"{np.random.random(5)}", $"{np.random.sub.one()}"];
            }

            public static string[] The_registry_makes_objects_from_configurations_and_writes_them()
            {
                var dense = (Dense)ClassRegistry.Find(typeof(Layer), "Dense")!.Create(Config.Parse(
                    "{\"name\": \"d\", \"trainable\": false, \"output_dim\": 4, \"old\": 1, \"activation\": null, \"second\": null, \"scale\": null}"));
                var wrapper = ClassRegistry.Deserialize<Layer>(ClassRegistry.Serialize(
                    keras.layers.Wrapper(keras.layers.Dense(2, name: "inner"), [1, 2], [3, null], "int64", [keras.layers.Dense(9)], name: "outer")));
                return [dense.get_config().ToJson(), wrapper.get_config().ToString(), ClassRegistry.Find(typeof(Layer), "Base") is null ? "abstract" : ""];
            }
        }
        """";

    [Fact]
    public void The_sample_compiles_without_a_message()
    {
        string messages = string.Join("\n", Face.Problems.Concat(Face.Messages));
        Assert.True(messages.Length == 0, messages);
    }

    [Fact]
    public void A_factory_has_the_parameters_defaults_documentation_and_common_keywords()
    {
        string code = Face.Generated["keras.layers.g.cs"];
        Assert.Contains(
            "public static global::KerasHost.Layers.Dense Dense(int units, global::KerasHost.Activations.ActivationArg? activation = null, bool use_bias = true, "
            + "double rate = 1E-07D, global::KerasHost.Activations.ActivationArg second = default, string label = \"a\\\"b\", "
            + "global::System.DayOfWeek day = (global::System.DayOfWeek)(5), object? ignored = null, float? scale = 0.5F, "
            + "string? name = null, global::KerasHost.DType? dtype = null, bool trainable = true, global::KerasHost.Shape? input_shape = null)", code);
        Assert.Contains("<summary>The sum of products: <c>activation(x · kernel)</c>, see <see cref=\"T:KerasHost.Layers.Layer\" />.</summary>", code);
        Assert.Contains("<param name=\"units\">The size of the last axis.</param>", code);
        Assert.Contains("<param name=\"name\">The name in summaries.</param>", code);
        Assert.DoesNotContain(" Base(", code);
    }

    [Fact]
    public void A_factory_passes_arguments_and_keywords()
    {
        string[] seen = Face.Run("A_factory_passes_arguments_and_keywords");
        Assert.Equal(["3 tanh first False (4, None)", "5 dense 1E-07 0.5 5", "z"], seen);
    }

    [Fact]
    public void A_keyword_that_the_constructor_declares_is_not_repeated()
    {
        // Wrapper has its own dtype.
        string code = Face.Generated["keras.layers.g.cs"];
        string wrapper = code.Split('\n').Single(line => line.Contains(" Wrapper("));
        Assert.Equal(1, wrapper.Split("DType").Length - 1);
        Assert.Contains("LayerKeywords.Push(name: name, trainable: trainable, input_shape: input_shape)", code);
    }

    [Fact]
    public void Static_import_gives_calls_and_the_namespace_gives_types()
    {
        string[] seen = Face.Run("Static_import_gives_calls_and_the_namespace_gives_types");
        Assert.Equal(["Dense", "Dense", "7", "dense"], seen);
    }

    [Fact]
    public void A_function_is_value_and_call_in_one()
    {
        string[] seen = Face.Run("A_function_is_value_and_call_in_one");
        Assert.Equal(["-1", "3", "8", "relu", "-0", "relu", "True"], seen);
    }

    [Fact]
    public void Functions_with_equal_names_get_types_with_their_class_in_front()
    {
        string code = Face.Generated["Functions.g.cs"];
        Assert.Contains("public delegate double FunctionsReluFunction(double x, double slope = 0D);", code);
        Assert.Contains("public delegate double OthersReluFunction(int x);", code);
    }

    [Fact]
    public void A_local_function_and_a_lambda_are_taken_where_functions_are()
    {
        string[] seen = Face.Run("A_local_function_and_a_lambda_are_taken_where_functions_are");
        Assert.Equal(["1.5", "4", "<function>", "tanh", "rmsprop <function> 2", "adam mse 1", "rmsprop None 1"], seen);
    }

    [Theory]
    [InlineData("keras.layers.Dense(1, second: null)", "CS0037")]
    [InlineData("keras.activations.get(null)", "CS0037")]
    [InlineData("keras.layers.Dense(1, nothing: 2)", "CS1739")]
    public void A_literal_null_or_an_unknown_keyword_does_not_compile(string expression, string error)
    {
        string[] messages = Face.MessagesWith($"public static class Wrong {{ public static object Do() => KerasHost.{expression}; }}");
        Assert.Contains(error, Assert.Single(messages));
    }

    [Fact]
    public void Methods_keep_params_type_parameters_and_keywords_as_names()
    {
        string[] seen = Face.Run("Methods_keep_params_type_parameters_and_keywords_as_names");
        Assert.Equal(["6", "b", "3.5", "bool", "y"], seen);
    }

    [Fact]
    public void A_module_with_a_member_of_its_own_name_is_an_object()
    {
        string[] seen = Face.Run("A_module_with_a_member_of_its_own_name_is_an_object");
        Assert.Equal(["2.5", "1"], seen);
    }

    [Fact]
    public void The_registry_makes_objects_from_configurations_and_writes_them()
    {
        string[] seen = Face.Run("The_registry_makes_objects_from_configurations_and_writes_them");
        Assert.Equal(
            "{\"name\": \"d\", \"trainable\": false, \"use_bias\": true, \"units\": 4, \"activation\": null, \"rate\": 1e-07, \"second\": \"linear\", \"label\": \"a\\\"b\", \"scale\": null}",
            seen[0]);
        Assert.Equal(
            "{'name': 'outer', 'trainable': True, 'layer': {'module': 'keras.layers', 'class_name': 'Dense', 'config': {'name': 'inner', 'trainable': True, 'use_bias': True, "
            + "'units': 2, 'activation': None, 'rate': 1e-07, 'second': 'default', 'label': 'a\"b', 'scale': 0.5}, 'registered_name': None}, "
            + "'sizes': [1, 2], 'target_shape': (3, None), 'dtype': 'int64', 'more': [{'module': 'keras.layers', 'class_name': 'Dense', "
            + "'config': {'name': 'dense', 'trainable': True, 'use_bias': True, 'units': 9, 'activation': None, 'rate': 1e-07, 'second': 'default', 'label': 'a\"b', 'scale': 0.5}, 'registered_name': None}]}",
            seen[1]);
        Assert.Equal("abstract", seen[2]);
    }
}
