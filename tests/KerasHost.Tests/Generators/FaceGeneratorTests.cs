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
                var model = new Sequential();
                return [
                    $"{Dense(1, activation: half).activation!.Value.Function!(3)}",
                    $"{Dense(1, second: x => x + 1, name: "n").second.Function!(3)}",
                    keras.activations.get(half), keras.activations.get("tanh"),
                    model.compile(loss: half, steps: 2), model.compile("adam", "mse"), model.compile()];
            }

            public static string[] Functions_are_found_by_family_and_name()
            {
                var found = (ActivationArg)GeneratedFunctions.Find(typeof(ActivationArg), "rectify")!;
                return [found.Name!, $"{found.Function!(-2)}", GeneratedFunctions.Find(typeof(ActivationArg), "twice") is null ? "none" : "",
                    .. GeneratedFunctions.Names(typeof(ActivationArg))];
            }

            public static string[] A_model_takes_a_name_and_nothing_else_of_a_layer()
            {
                var model = keras.models.Sequential([Dense(2, name: "d")], name: "m");
                var copy = (Sequential)ClassRegistry.Deserialize<Layer>(ClassRegistry.Serialize(model));
                return [copy.name, copy.layers[0].name, $"{((Dense)copy.layers[0]).units}"];
            }

            public static string[] A_property_is_written_through_the_argument_it_converts_into()
            {
                return [new Ready("tanh").get_config().ToString()];
            }

            public static string[] A_class_that_holds_code_says_that_no_configuration_describes_it()
            {
                return [ErrorOf(() => ClassRegistry.Deserialize<Layer>(new Config { ["class_name"] = "Lambda", ["config"] = new Config() }))];
            }

            public static string[] Wrong_configurations_are_clear_errors()
            {
                Layer Make(string json) => ClassRegistry.Deserialize<Layer>(Config.Parse("{\"class_name\": \"Dense\", \"config\": " + json + "}"));
                return [
                    ErrorOf(() => Make("{\"units\": 3, \"foo\": 1}")),
                    ErrorOf(() => Make("{\"name\": \"x\"}")),
                    ErrorOf(() => Make("{\"units\": \"three\"}")),
                    ErrorOf(() => Make("{\"units\": 3, \"use_bias\": null}")),
                    ErrorOf(() => ClassRegistry.Deserialize<Layer>(Config.Parse("{\"class_name\": \"Foo\", \"config\": {}}"))),
                    ErrorOf(() => ClassRegistry.Deserialize<Layer>("Dense"))];
            }

            public static string[] Classes_of_a_script_are_registered_or_given()
            {
                ClassRegistry.Register<Layer>("Mine", config => new Mine(ConfigReader.Get<int>(config, "size")));
                var registered = (Mine)ClassRegistry.Deserialize<Layer>(ClassRegistry.Serialize(new Mine(4)));
                string given;
                using (ClassRegistry.CustomObjects(new Dictionary<string, Func<Config, object>> { ["Other"] = _ => new Mine(9) }))
                    given = ((Mine)ClassRegistry.Deserialize<Layer>(new Config { ["class_name"] = "Package>Other", ["registered_name"] = "Other" })).size.ToString();
                return [$"{registered.size}", given, ClassRegistry.Serialize(new Mine(1))!.ToString(),
                    ErrorOf(() => ClassRegistry.Deserialize<Layer>(new Config { ["class_name"] = "Other" })).Split('.')[0]];
            }

            public static string[] Classes_are_found_by_the_spellings_that_Keras_takes()
            {
                return [.. new[] { "wrapper", "Dense", "dense", "Wrappers" }.Select(name => ClassRegistry.Find(typeof(Layer), name)?.ClassName ?? "none"),
                    ClassRegistry.SnakeCase("GlorotUniform"), ClassRegistry.SnakeCase("L1L2"), ClassRegistry.SnakeCase("NonNeg"), ClassRegistry.SnakeCase("RMSprop")];
            }

            private static string ErrorOf(Action action)
            {
                try
                {
                    action();
                    return "no error";
                }
                catch (KerasException e)
                {
                    return e.Message;
                }
            }

            private sealed class Mine(int size) : Layer
            {
                public int size { get; } = size;

                public override Config get_config()
                {
                    var config = base.get_config();
                    config["size"] = size;
                    return config;
                }
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

    [Fact]
    public void Functions_are_found_by_family_and_name() =>
        Assert.Equal(["relu", "-0", "none", "relu", "rectify"], Face.Run("Functions_are_found_by_family_and_name"));

    [Fact]
    public void A_model_takes_a_name_and_nothing_else_of_a_layer()
    {
        Assert.Equal(["m", "d", "2"], Face.Run("A_model_takes_a_name_and_nothing_else_of_a_layer"));
        Assert.Contains("IReadOnlyList<global::KerasHost.Layers.Layer>? layers = null, string? name = null)", Face.Generated["keras.models.g.cs"]);
    }

    [Fact]
    public void A_property_is_written_through_the_argument_it_converts_into() =>
        Assert.Equal(["{'name': 'ready', 'trainable': True, 'activation': 'tanh'}"], Face.Run("A_property_is_written_through_the_argument_it_converts_into"));

    [Fact]
    public void A_class_that_holds_code_says_that_no_configuration_describes_it() =>
        Assert.StartsWith("A Lambda holds code", Assert.Single(Face.Run("A_class_that_holds_code_says_that_no_configuration_describes_it")));

    // The first two as tf_keras 2.16 words them:
    // keras.layers.Dense.from_config({'units': 3, 'foo': 1}); keras.layers.Dense.from_config({'name': 'x'})
    [Fact]
    public void Wrong_configurations_are_clear_errors()
    {
        string[] errors = Face.Run("Wrong_configurations_are_clear_errors");
        Assert.StartsWith("Error when deserializing class 'Dense' using config={'units': 3, 'foo': 1}.\n\n"
            + "Exception encountered: ('Keyword argument not understood:', 'foo'). Known: name, trainable, dtype, batch_input_shape, activity_regularizer, units, activation,", errors[0]);
        Assert.Equal("Error when deserializing class 'Dense' using config={'name': 'x'}.\n\n"
            + "Exception encountered: Dense.__init__() missing 1 required positional argument: 'units'", errors[1]);
        Assert.Equal("The configuration's key 'units' must be an int. Received: 'three'", errors[2]);
        Assert.Equal("The configuration's key 'use_bias' must be a bool. Received: None", errors[3]);
        Assert.StartsWith("Unknown layer: 'Foo'.", errors[4]);
        Assert.StartsWith("Improper config format for 'Dense'.", errors[5]);
    }

    [Fact]
    public void Classes_of_a_script_are_registered_or_given()
    {
        string[] seen = Face.Run("Classes_of_a_script_are_registered_or_given");
        Assert.Equal(["4", "9"], seen[..2]);
        Assert.Equal("{'module': None, 'class_name': 'Mine', 'config': {'name': 'mine', 'trainable': True, 'size': 1}, 'registered_name': 'Mine'}", seen[2]);
        Assert.Equal("Unknown layer: 'Other'", seen[3]);
    }

    [Fact]
    public void Classes_are_found_by_the_spellings_that_Keras_takes() => Assert.Equal(
        ["Wrapper", "Dense", "Dense", "none", "glorot_uniform", "l1_l2", "non_neg", "rm_sprop"],
        Face.Run("Classes_are_found_by_the_spellings_that_Keras_takes"));

    [Fact]
    public void The_listing_has_every_name_with_its_parameters()
    {
        string code = Face.Generated["ExportedNames.g.cs"];
        Assert.Contains("new(\"keras.layers.Wrapper\", \"class\", [\"layer\", \"sizes\", \"target_shape\", \"dtype\", \"more\", \"name\", \"trainable\", \"input_shape\"], [null, \"null\",", code);
        Assert.Contains("new(\"tf.nn.relu\", \"function\", [\"x\", \"slope\"], [null, \"0D\"]),", code);
        Assert.Contains("\"'relu'\"", code);
        Assert.Contains("new(\"np.pi\", \"value\", null, null),", code);
        Assert.DoesNotContain("\"tf.keras", code);
    }

    [Fact]
    public void An_edit_elsewhere_writes_nothing_again()
    {
        Compilation changed = Face.Input.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere;", (CSharpParseOptions)Face.Input.SyntaxTrees[0].Options));
        var steps = Face.Driver.RunGenerators(changed).GetRunResult().Results[0].TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs);
        Assert.All(steps, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Theory]
    [InlineData("[KerasExport(\"Dense\")] public class A;", "'Dense' is no full name")]
    [InlineData("[KerasExport(\"tf.keras.layers.A\")] public class A;", "without tf.keras")]
    [InlineData("[KerasExport(\"keras.layers.A\")] public class A(int units) : L;", "no such public property")]
    [InlineData("[KerasExport(\"keras.layers.A\")] public class A(System.Uri u) : L { public System.Uri u => null!; }", "cannot stand in a configuration")]
    [InlineData("[KerasExport(\"keras.layers.A\")] public class A([NotInConfig] int units) : L;", "is required")]
    [InlineData("public class A { [KerasExport(\"np.a\")] public void a() { } }", "Only static methods")]
    [InlineData("public class A { [KerasExport(\"np.a\")] public static void a(ref int x) { } }", "passed by reference")]
    [InlineData("public class A { [KerasExport(\"np.a\", AsValue = true)] public static void a() { } [KerasExport(\"np.a\")] public static void b() { } }", "exported more than once")]
    [InlineData("public class A { [KerasExport(\"np.np\")] public static void a() { } }", "cannot hold a member of its own name")]
    [InlineData("public class A { [KerasExport(\"np.a\")] public static void a() { } [KerasExport(\"np.a.b\")] public static void b() { } }", "is a module")]
    [InlineData("public struct F { } public class A { [KerasExport(\"np.a\", AsValue = true, Family = typeof(F))] public static void a() { } }", "must be a partial struct")]
    [InlineData("public partial struct F { } public class A { [KerasExport(\"np.a\", AsValue = true, Family = typeof(F))] public static void a() { } }", "needs a static method FromExport")]
    [InlineData("public class A { [FunctionOverloads] public void a() { } }", "partial, non-generic class")]
    public void Misuse_is_an_error_that_says_what_is_wrong(string source, string message)
    {
        var face = new FaceCompilation($"using KerasHost; [ConfigFamily] public abstract class L {{ }} {source}");
        Assert.Contains(face.Problems, problem => problem.Contains(message, StringComparison.Ordinal));
    }
}
