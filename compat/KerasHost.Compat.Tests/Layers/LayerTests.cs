using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Export;
using KerasHost.Formats.Npy;
using KerasHost.Layers;
using KerasHost.Seeding;

namespace KerasHost.Compat.Tests.Layers;

/// <summary>Single layers: outputs, masks, shapes, configurations, gradients of sum(output · r), errors.</summary>
public sealed class LayerTests
{
    // What the recorder's "function" stands for.
    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_functions = new()
    {
        ["double_plus_one"] = x => x * 2.0 + 1.0,
        ["square"] = x => x * x,
        ["sum_last_axis"] = x => Op.Sum(x, [-1], true),
        ["scale"] = x => x * 3.0,
    };

    // Arguments that do not compile in C#, or that a configuration refuses by its type in words of its own; an unknown name, where the
    // message goes on to name the nearest ones; reshapes that TensorFlow refuses in an eager call by its operation's name, where the layer
    // here says what it says in a graph.
    private static readonly string[] s_ownWords =
    [
        "dense_units_text", "dense_unknown_keyword", "repeat_vector_text", "leaky_relu_layer_none", "dense_unknown_activation",
        "reshape_wrong_size", "reshape_two_unknown", "reshape_minus_one_wrong_size",
    ];

    public static TheoryData<string> Cases => RecordedFiles.Cases("layers", "layer");

    public static TheoryData<string> Errors => RecordedFiles.Cases("layers", "layer_error", _ => true, s_ownWords);

    [Fact]
    public void Every_recorded_class_is_here() => Assert.Empty(
        RecordedFiles.Index("layers").Keys.Select(name => RecordedCase.Load("layers", name)).Where(recorded => !IsHere(recorded.Call)).Select(recorded => recorded.String("class")!).Distinct());

    [Theory, MemberData(nameof(Cases))]
    public void Agrees_with_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("layers", name);
        Settings.clear_session();
        if (recorded.Seed is { } seed)
            Seeds.set_random_seed(seed);
        Layer layer = Make(recorded.Call);
        NpyArray input = recorded["x"];
        bool isDouble = layer.dtype == DType.Float64;
        Tolerance forward = recorded.Seed is not null ? Tolerance.Exact : isDouble ? Tolerance.Forward64 : Tolerance.Forward;

        layer.EnsureBuilt(ShapeOf(recorded.Call.GetProperty("input_shape")));
        Assert.Equal(recorded.Call.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()!), layer.weights.Select(w => w.name));
        Assert.Equal(recorded.Call.GetProperty("trainable_weights").GetInt32(), layer.trainable_weights.Count);
        Assert.Equal(recorded.Call.GetProperty("supports_masking").GetBoolean(), layer.supports_masking);
        layer.set_weights([.. recorded.Arrays("weights").Select(Made.Array)]);

        Tensor? mask = recorded.Array("mask") is { } recordedMask ? Made.Tensor(recordedMask) : null;
        bool? training = recorded.Call.TryGetProperty("training", out JsonElement flag) ? flag.GetBoolean() : null;
        Tensor x = Made.Tensor(input), y = x;
        using var tape = new GradientTape();
        tape.watch(x);
        foreach (JsonElement output in recorded.Call.GetProperty("outputs").EnumerateArray())
        {
            x.Mask = mask;
            y = layer.apply(x, training);
            Close(recorded[output.GetString()!], y, forward, output.GetString()!);
        }
        Gradients(recorded, tape, layer, x, y, isDouble);

        if (recorded.Call.TryGetProperty("output_mask_error", out _))
            Assert.Null(y.Mask);
        else if (recorded.Array("output_mask") is { } outputMask)
            Close(outputMask, Assert.IsType<Tensor>(layer.compute_mask(x, mask)), Tolerance.Exact, "mask");
        else
            Assert.Null(layer.compute_mask(x, mask));
        if (recorded.Call.GetProperty("output_shape") is { ValueKind: JsonValueKind.Array } shape)
            Assert.Equal(ShapeOf(shape), layer.compute_output_shape(ShapeOf(recorded.Call.GetProperty("input_shape"))));
        if (layer is not Lambda)
            Made.SameConfig(recorded.Call.GetProperty("get_config"), layer.get_config(), name);
    }

    [Theory, MemberData(nameof(Errors))]
    public void Errors_say_what_the_reference_says(string name)
    {
        RecordedCase recorded = RecordedCase.Load("layers", name);
        Settings.clear_session();
        bool isSymbolic = recorded.Call.GetProperty("symbolic").GetBoolean();
        bool? training = recorded.Call.GetProperty("training") is { ValueKind: not JsonValueKind.Null } flag ? flag.GetBoolean() : null;
        var e = Assert.ThrowsAny<KerasException>(() =>
        {
            Layer layer = Make(recorded.Call);
            foreach (NpyArray input in recorded.Arrays("inputs"))
                layer.apply(isSymbolic ? Tensor.Symbolic(input.DType, input.Shape.With(0, Shape.Unknown)) : Made.Tensor(input), training);
        });
        MessageAssert.SaysTheSame(recorded.Text!, e.Message);
    }

    private static void Gradients(RecordedCase recorded, GradientTape tape, Layer layer, Tensor x, Tensor y, bool isDouble)
    {
        NpyArray[] wanted = [.. recorded.Arrays("input_gradients"), .. recorded.Arrays("weight_gradients")];
        if (wanted.Length == 0)
            return;
        Tensor[] sources = [.. recorded.Arrays("input_gradients").Select(_ => x), .. layer.trainable_weights.Select(w => (Tensor)w)];
        Gradient?[] gradients = tape.gradient(y, sources, Made.Tensor(recorded["r"]));
        Assert.Equal(wanted.Length, gradients.Length);
        for (int i = 0; i < wanted.Length; i++)
            Close(wanted[i], Assert.IsType<Gradient>(gradients[i]).ToDense(), isDouble ? Tolerance.Forward64 : Tolerance.Gradient, $"gradient {i}");
    }

    private static void Close(NpyArray expected, Tensor actual, Tolerance tolerance, string what)
    {
        Assert.True(expected.DType == actual.dtype, $"{what}: {actual.dtype} instead of {expected.DType}");
        Made.Close(expected, actual, tolerance, what);
    }

    private static Layer Make(JsonElement call)
    {
        JsonElement config = call.GetProperty("config");
        return call.GetProperty("class").GetString() == "Lambda"
            ? keras.layers.Lambda(s_functions[config.GetProperty("function").GetString()!])
            : Made.Create<Layer>(call.GetProperty("class").GetString()!, config);
    }

    private static bool IsHere(JsonElement call) => ClassRegistry.Find(typeof(Layer), call.GetProperty("class").GetString()!) is not null;

    private static Shape ShapeOf(JsonElement dims) => Shape.Create([.. dims.EnumerateArray().Select(dim => dim.ValueKind == JsonValueKind.Null ? (int?)null : dim.GetInt32())]);
}
