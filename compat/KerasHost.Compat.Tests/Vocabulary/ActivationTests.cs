using System.Text.Json;
using KerasHost.Activations;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;

namespace KerasHost.Compat.Tests.Vocabulary;

public sealed class ActivationTests
{
    public static TheoryData<string> Values => RecordedFiles.Cases("activations", "activation");

    [Theory, MemberData(nameof(Values))]
    public void Values_and_gradients_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("activations", name);
        Tensor x = Made.Tensor(recorded["x"]);
        ActivationFn function = Function(recorded.String("function")!, recorded.Call.GetProperty("config"));
        using var tape = new GradientTape();
        tape.watch(x);
        Tensor y = function(x);
        bool wide = x.dtype == DType.Float64;
        Made.Close(recorded["y"], y, wide ? Tolerance.Forward64 : Tolerance.Forward, name);
        Made.Close(recorded["dx"], tape.gradient(y, x, Made.Tensor(recorded["r"]))!, wide ? Tolerance.Forward64 : Tolerance.Gradient, name + ", gradient");
    }

    [Fact]
    public void Softmax_of_one_axis_is_the_references_error()
    {
        RecordedCase recorded = RecordedCase.Load("activations", "softmax_rank1");
        var e = Assert.Throws<KerasValueException>(() => ActivationFunctions.softmax(Made.Tensor(recorded["x"])));
        Assert.Equal(recorded.Text, e.Message);
    }

    [Fact]
    public void Names_are_those_that_the_reference_knows() =>
        Names.Check("activations", name => ((ActivationArg)name).Or("linear"), found => ((ActivationFunction)found).name ?? Export.ClassRegistry.ClassName(((ActivationFunction)found).layer!), "hard_swish", "hard_sigmoid_v3");

    private static ActivationFn Function(string name, JsonElement config)
    {
        double Number(string key, double otherwise) => config.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : otherwise;
        if (!config.EnumerateObject().Any())
            return ((ActivationArg)name).Or("linear").call;
        return name switch
        {
            "relu" => x => ActivationFunctions.relu(x, Number("alpha", 0), config.TryGetProperty("max_value", out JsonElement largest) ? largest.GetDouble() : null, Number("threshold", 0)),
            "elu" => x => ActivationFunctions.elu(x, Number("alpha", 1)),
            "gelu" => x => ActivationFunctions.gelu(x, config.GetProperty("approximate").GetBoolean()),
            "softmax" => x => ActivationFunctions.softmax(x, config.GetProperty("axis").GetInt32()),
            _ => throw new NotSupportedException(name),
        };
    }
}
