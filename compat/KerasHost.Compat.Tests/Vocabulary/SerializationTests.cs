using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Optimizers.Legacy;
using KerasHost.Saving;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>serialize, deserialize and get of every family, and what scripts register.</summary>
public sealed class SerializationTests
{
    public static TheoryData<string> Classes => RecordedFiles.Cases("serialization", "class");

    public static TheoryData<string> Functions => RecordedFiles.Cases("serialization", "function");

    public static TheoryData<string> LegacyOptimizers => RecordedFiles.Cases("serialization", "legacy_optimizer");

    public static TheoryData<string> Errors => RecordedFiles.Cases("serialization", "get_error");

    public static TheoryData<string> Nones => RecordedFiles.Cases("serialization", "get_none");

    [Theory, MemberData(nameof(Classes))]
    public void Classes_are_written_and_read_in_the_forms_of_every_Keras(string name)
    {
        RecordedCase recorded = RecordedCase.Load("serialization", name);
        Settings.clear_session();
        Family family = Families[recorded.String("family")!];
        object made = family.Make(recorded.String("class")!, Config.Parse(recorded.Call.GetProperty("config").GetRawText()));
        JsonElement now = recorded.Call.GetProperty("now");
        Made.SameConfig(now, (Config)family.Serialize(made, false)!, name);
        if (recorded.Call.GetProperty("legacy") is { ValueKind: JsonValueKind.Object } legacy)
        {
            // The reference puts "Custom>" before its own optimizers' names here, and reads them with and without.
            var written = (Config)family.Serialize(made, true)!;
            Assert.EndsWith((string)written["class_name"]!, legacy.GetProperty("class_name").GetString(), StringComparison.Ordinal);
            Made.SameConfig(legacy.GetProperty("config"), (Config)written["config"]!, name);
        }
        foreach (string form in new[] { "now", "legacy", "third" })
            if (recorded.Call.GetProperty(form) is { ValueKind: JsonValueKind.Object } described)
            {
                Settings.clear_session();
                object again = family.Deserialize(ConfigJson.Read(described.GetRawText()));
                Assert.Equal(made.GetType(), again.GetType());
                // Keras 3 names and rounds some defaults in its own way, and leaves some arguments out (delta of Huber); what it writes must come through.
                Config config = ((IHasConfig)again).get_config();
                if (form != "third")
                    Made.SameConfig(now.GetProperty("config"), config, $"{name}, {form}");
                else
                    foreach (JsonProperty given in recorded.Call.GetProperty("config").EnumerateObject().Where(item => item.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && described.GetProperty("config").TryGetProperty(item.Name, out _)))
                        Assert.Equal(((IHasConfig)made).get_config()[given.Name]?.ToString(), config[given.Name]?.ToString());
            }
        Made.SameConfig(now, (Config)keras.saving.serialize_keras_object(made)!, name);
        Assert.Equal(made.GetType(), keras.saving.deserialize_keras_object(ConfigJson.Read(now.GetRawText()))!.GetType());
    }

    [Theory, MemberData(nameof(Functions))]
    public void Functions_are_written_and_read_by_name(string name)
    {
        RecordedCase recorded = RecordedCase.Load("serialization", name);
        Family family = Families[recorded.String("family")!];
        object? found = family.Get(recorded.String("name")!);
        Assert.NotNull(found);
        foreach (string form in new[] { "now", "legacy" })
        {
            JsonElement described = recorded.Call.GetProperty(form);
            Same(described, family.SerializeName(recorded.String("name")!, form == "legacy"), name);
            Assert.NotNull(family.Deserialize(ConfigJson.Read(described.GetRawText())));
        }
    }

    [Theory, MemberData(nameof(LegacyOptimizers))]
    public void Legacy_optimizers_are_read_as_such(string name)
    {
        RecordedCase recorded = RecordedCase.Load("serialization", name);
        var made = Made.Create<LegacyOptimizer>(recorded.String("class")!, recorded.Call.GetProperty("config"));
        // Numbers are in float32 from the start here, in the reference from the first step on.
        Config written = keras.optimizers.serialize(made);
        foreach (JsonProperty item in recorded.Call.GetProperty("now").GetProperty("config").EnumerateObject())
        {
            object? value = ((Config)written["config"]!)[item.Name];
            if (item.Value.ValueKind == JsonValueKind.Number)
                Assert.Equal(item.Value.GetSingle(), Convert.ToSingle(value, System.Globalization.CultureInfo.InvariantCulture));
            else
                Assert.Equal(item.Value.ToString(), value?.ToString());
        }
        Assert.Equal("keras.optimizers.legacy", written["module"]);
        Assert.Equal(["class_name", "config"], keras.optimizers.serialize(made, use_legacy_format: true).Keys);
        foreach (string form in new[] { "now", "legacy" })
            Assert.Equal(made.GetType(), keras.optimizers.deserialize(ConfigJson.Read(recorded.Call.GetProperty(form).GetRawText())).GetType());
    }

    [Theory, MemberData(nameof(Errors))]
    public void What_get_refuses_is_the_references_error(string name)
    {
        RecordedCase recorded = RecordedCase.Load("serialization", name);
        Family family = Families[recorded.String("family")!];
        object? identifier = ConfigJson.Read(recorded.Call.GetProperty("identifier").GetRawText());
        var e = Assert.ThrowsAny<KerasException>(() => identifier is string text ? family.Get(text) : family.Deserialize(identifier));
        // The reference hands unknown names of regularizers and metrics, and descriptions of unknown losses, back as they are, to fail later.
        if (recorded.Text is null)
            Assert.StartsWith("Unknown ", e.Message, StringComparison.Ordinal);
        else
            Assert.Equal(recorded.Text, e.Message);
        Assert.Equal(recorded.String("error") == "TypeError", e is KerasTypeException);
    }

    [Theory, MemberData(nameof(Nones))]
    public void Get_of_None_is_what_the_reference_says(string name)
    {
        RecordedCase recorded = RecordedCase.Load("serialization", name);
        Family family = Families[recorded.String("family")!];
        switch (recorded.String("found"))
        {
            case null:
                Assert.Null(family.Get(null));
                break;
            case "ValueError":
                Assert.Throws<KerasValueException>(() => family.Get(null));
                break;
            case var function:
                Assert.Equal(function, Assert.IsType<Activations.ActivationFunction>(family.Get(null)).name);
                break;
        }
    }

    [Fact]
    public void Parts_of_a_script_are_written_and_read_as_in_the_reference()
    {
        keras.saving.register_keras_serializable(Triple, package: "Mine", name: "triple");
        keras.saving.register_keras_serializable(config => new Scale(ConfigReader.Get<double>(config, "factor")), package: "Mine");
        var objects = new Dictionary<string, Func<Layer>>
        {
            ["dense_leaky"] = () => keras.layers.Dense(2, activation: keras.layers.LeakyReLU(alpha: 0.25, name: "l"), name: "d"),
            ["dense_triple"] = () => keras.layers.Dense(2, activation: Triple, name: "d"),
            ["dense_double"] = () => keras.layers.Dense(2, activation: @double, name: "d"),
            ["scale"] = () => keras.layers.deserialize(new Config { ["class_name"] = "Mine>Scale", ["config"] = new Config { ["name"] = "s", ["factor"] = 0.5 } }),
        };
        foreach (string name in RecordedFiles.Index("serialization").Where(item => item.Value == "own").Select(item => item.Key).Where(name => name != "own_plain"))
        {
            RecordedCase recorded = RecordedCase.Load("serialization", name);
            Layer layer = objects[recorded.String("object")!]();
            Config now = keras.layers.serialize(layer);
            // Scripts have no module.
            if (layer is Scale)
                now["module"] = "record_serialization";
            Made.SameConfig(recorded.Call.GetProperty("now"), now, name);
            Made.SameConfig(recorded.Call.GetProperty("legacy"), keras.layers.serialize(layer, use_legacy_format: true), name);
            Layer again = keras.layers.deserialize(ConfigJson.Read(recorded.Call.GetProperty("now").GetRawText()), new Dictionary<string, Func<Config, object>> { ["double"] = _ => (Activations.ActivationFn)@double });
            Made.SameConfig(recorded.Call.GetProperty("now").GetProperty("config"), again.get_config(), name);
        }
        RecordedCase names = RecordedCase.Load("serialization", "own_registered");
        Assert.Equal(names.Call.GetProperty("names").EnumerateArray().Select(item => item.GetString()),
            [keras.saving.get_registered_name(Triple), keras.saving.get_registered_name(@double), keras.saving.get_registered_name(typeof(Scale)), keras.saving.get_registered_name(new Plain())]);
        Assert.Equal(names.Call.GetProperty("custom").EnumerateArray().Select(item => item.GetString()),
            keras.saving.get_custom_objects().Keys.Where(key => key.StartsWith("Mine", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Null(keras.saving.get_registered_object("Mine>none"));
        Assert.IsType<Scale>(keras.saving.get_registered_object("Mine>Scale")!(new Config { ["factor"] = 2.0 }));
        RecordedCase activations = RecordedCase.Load("serialization", "own_function_activations");
        Same(activations.Call.GetProperty("registered"), keras.activations.serialize(Triple), "a registered function");
        Same(activations.Call.GetProperty("plain"), keras.activations.serialize(@double), "a function");
        keras.saving.get_custom_objects().Clear();
    }

    [Fact]
    public void A_function_is_known_by_name_inside_a_scope_only()
    {
        using (keras.utils.custom_object_scope(new() { ["double"] = _ => (Activations.ActivationFn)@double, ["half"] = _ => (Losses.LossFn)((t, p) => 0.5 * (t - p)) }))
        {
            Assert.Equal(6f, ((Tensor)keras.layers.Activation("double").apply(Tensor.From<float>([3], [1, 1]))).ToArray<float>()[0]);
            Assert.Equal(-1f, keras.losses.get("half")!.apply(Tensor.From<float>([1], [1, 1]), Tensor.From<float>([3], [1, 1])).ToDouble());
        }
        Assert.Throws<KerasValueException>(() => keras.layers.Activation("double"));
    }

    [Fact]
    public void A_mean_of_a_function_comes_back_with_its_function()
    {
        foreach (Metrics.Metric metric in new[] { keras.metrics.get("mean_absolute_error"), keras.metrics.MeanMetricWrapper(Distance, name: "far") })
        {
            var again = keras.metrics.deserialize(keras.metrics.serialize(metric), new Dictionary<string, Func<Config, object>> { ["Distance"] = _ => (Metrics.MetricFn)Distance });
            Assert.Equal(metric.name, again.name);
            Assert.Equal(2.0, again.apply(Tensor.From<float>([1], [1, 1]), Tensor.From<float>([3], [1, 1])).ToDouble());
        }
    }

    [Fact]
    public void Arguments_take_configurations()
    {
        Dense dense = keras.layers.Dense(2, kernel_initializer: new Config { ["class_name"] = "Constant", ["config"] = new Config { ["value"] = 3.0 } });
        dense.apply(Tensor.From<float>([1, 2], [1, 2]));
        Assert.Equal([3f, 3f, 3f, 3f], dense.kernel!.value.ToArray<float>());
    }

    [Fact]
    public void Arrays_come_back_with_their_type()
    {
        var array = np.array(new double[,] { { 1, 2 }, { 3, 4 } });
        object? described = keras.saving.serialize_keras_object(new List<object?> { array, Tensor.From<float>([0.5f], [1]), "text", 3, null });
        var back = (List<object?>)keras.saving.deserialize_keras_object(ConfigJson.Read(ConfigJson.Write(described)))!;
        Assert.Equal(array.ToArray<double>(), Assert.IsType<Numpy.NDArray>(back[0]).ToArray<double>());
        Assert.Equal(DType.Float32, Assert.IsType<Tensor>(back[1]).dtype);
        Assert.Equal(["text", 3, null], back[2..]);
    }

    private static void Same(JsonElement expected, object? actual, string what)
    {
        if (expected.ValueKind == JsonValueKind.String)
            Assert.Equal(expected.GetString(), actual);
        else
            Made.SameConfig(expected, Assert.IsType<Config>(actual), what);
    }

    private static Tensor Distance(Tensor targets, Tensor predictions) => Op.Abs(targets - predictions);

    private static Tensor Triple(Tensor x) => 3.0 * x;

    // The name that the recorder's function has.
    private static Tensor @double(Tensor x) => 2.0 * x;

    private static readonly Dictionary<string, Family> Families = new()
    {
        ["activations"] = new((_, _) => throw new NotSupportedException(), (_, _) => throw new NotSupportedException(),
            config => keras.activations.deserialize(config), name => name is null ? keras.activations.get(null) : keras.activations.get(name), (name, legacy) => keras.activations.serialize(name, legacy)),
        ["initializers"] = new(Made.Create<Initializers.Initializer>, (made, legacy) => keras.initializers.serialize((Initializers.Initializer)made, legacy),
            config => keras.initializers.deserialize(config), name => name is null ? keras.initializers.get(null) : keras.initializers.get(name)),
        ["regularizers"] = new(Made.Create<Regularizers.Regularizer>, (made, legacy) => keras.regularizers.serialize((Regularizers.Regularizer)made, legacy),
            config => keras.regularizers.deserialize(config), name => name is null ? keras.regularizers.get(null) : keras.regularizers.get(name)),
        ["constraints"] = new(Made.Create<Constraints.Constraint>, (made, legacy) => keras.constraints.serialize((Constraints.Constraint)made, legacy),
            config => keras.constraints.deserialize(config), name => name is null ? keras.constraints.get(null) : keras.constraints.get(name)),
        ["losses"] = new(Made.Create<Losses.Loss>, (made, legacy) => keras.losses.serialize((Losses.Loss)made, legacy),
            config => keras.losses.deserialize(config), name => name is null ? keras.losses.get(null) : keras.losses.get(name), (name, legacy) => keras.losses.serialize(name, legacy)),
        ["metrics"] = new(Made.Create<Metrics.Metric>, (made, legacy) => keras.metrics.serialize((Metrics.Metric)made, legacy),
            config => keras.metrics.deserialize(config), name => name is null ? keras.metrics.get(null) : keras.metrics.get(name), (name, legacy) => keras.metrics.serialize(name, legacy)),
        ["optimizers"] = new(Made.Create<Optimizers.Optimizer>, (made, legacy) => keras.optimizers.serialize((Optimizers.Optimizer)made, legacy),
            config => keras.optimizers.deserialize(config), name => name is null ? keras.optimizers.get(null) : keras.optimizers.get(name)),
        ["optimizers.schedules"] = new(Made.Create<Optimizers.Schedules.LearningRateSchedule>, (made, legacy) => keras.optimizers.schedules.serialize((Optimizers.Schedules.LearningRateSchedule)made, legacy),
            config => keras.optimizers.schedules.deserialize(config), _ => throw new NotSupportedException()),
        ["layers"] = new(Made.Create<Layer>, (made, legacy) => keras.layers.serialize((Layer)made, legacy),
            config => keras.layers.deserialize(config), _ => throw new NotSupportedException()),
    };

    private sealed record Family(
        Func<string, Config, object> Make, Func<object, bool, object?> Serialize, Func<object?, object> Deserialize, Func<string?, object?> Get, Func<string, bool, object?>? SerializeFunction = null)
    {
        public object? SerializeName(string name, bool legacy) => SerializeFunction!(name, legacy);
    }

    private sealed class Scale(double factor) : Layer
    {
        public double factor { get; } = factor;

        public override Tensor call(Tensor x) => x * factor;

        public override Config get_config()
        {
            Config config = base.get_config();
            config["factor"] = factor;
            return config;
        }
    }

    private sealed class Plain : Layer;
}
