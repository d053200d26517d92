using System.Text.Json;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Losses;

namespace KerasHost.Compat.Tests.Vocabulary;

public sealed class LossTests
{
    public static TheoryData<string> Values => RecordedFiles.Cases("losses", "loss");

    public static TheoryData<string> Errors => RecordedFiles.Cases("losses", "loss_error");

    [Theory, MemberData(nameof(Values))]
    public void Values_and_gradients_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("losses", name);
        Tensor targets = Made.Tensor(recorded["y_true"]);
        foreach (JsonElement result in recorded.Call.GetProperty("results").EnumerateArray())
        {
            string reduction = result.GetProperty("reduction").GetString()!;
            string? weightName = result.GetProperty("sample_weight").GetString();
            var loss = Made.Create<Loss>(recorded.String("class")!, recorded.Call.GetProperty("config"), ("reduction", reduction));
            Tensor predictions = Made.Tensor(recorded["y_pred"]);
            if (recorded.Array("mask") is { } mask)
                predictions.Mask = Made.Tensor(mask);
            string what = $"{name}, {reduction}, {weightName}";
            using var tape = new GradientTape();
            tape.watch(predictions);
            Tensor value = loss.apply(targets, predictions, weightName is null ? null : Made.Tensor(recorded[weightName]));
            // Some losses of the reference compute in floatx whatever they are given.
            bool wide = recorded[result.GetProperty("value").GetString()!].DType == DType.Float64;
            Made.Close(recorded[result.GetProperty("value").GetString()!], value, wide ? Tolerance.Forward64 : Tolerance.Forward, what);
            if (!result.TryGetProperty("gradient", out JsonElement gradient))
                continue;
            // A vector of one element has no direction to change: what is left is the rounding of terms of the size of 1.
            if (name == "CosineSimilarity_one_column")
                Assert.All(tape.gradient(value, predictions)!.ToArray<float>(), slope => Assert.InRange(slope, -1e-6f, 1e-6f));
            else
                Made.Close(recorded[gradient.GetString()!], tape.gradient(value, predictions)!, wide ? Tolerance.Forward64 : Tolerance.Gradient, what + ", gradient");
        }
        Made.SameConfig(recorded.Call.GetProperty("get_config"), Made.Create<Loss>(recorded.String("class")!, recorded.Call.GetProperty("config")).get_config(), name);
    }

    [Theory, MemberData(nameof(Errors))]
    public void Errors_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("losses", name);
        var e = Assert.ThrowsAny<KerasException>(() =>
        {
            var loss = Made.Create<Loss>(recorded.String("class")!, recorded.Call.GetProperty("config"));
            loss.apply(Made.Tensor(recorded["y_true"]), Made.Tensor(recorded["y_pred"]));
        });
        // TensorFlow's errors name operations and devices; what they say about the data must be there.
        if (recorded.String("error") != "InvalidArgumentError")
            Assert.Equal(recorded.Text, e.Message);
        else if (recorded.Text!.Contains("label value", StringComparison.Ordinal))
            Assert.StartsWith(e.Message, recorded.Text[recorded.Text.IndexOf("Received", StringComparison.Ordinal)..], StringComparison.Ordinal);
        else
            Assert.StartsWith("Incompatible shapes: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_those_that_the_reference_knows() =>
        Names.Check("losses", name => ((LossArg)name).Resolve(), found => found is LossArg.FunctionLoss function ? function.name : Export.ClassRegistry.ClassName(found));

    [Fact]
    public void An_unknown_name_is_the_references_error_with_the_nearest_names()
    {
        RecordedCase recorded = RecordedCase.Load("losses", "unknown");
        var e = Assert.Throws<KerasValueException>(() => ((LossArg)recorded.String("identifier")!).Resolve());
        Assert.Contains("Did you mean 'binary_crossentropy'", e.Message, StringComparison.Ordinal);
        Assert.StartsWith("Unknown loss function: 'binary_crossentropie'.", e.Message, StringComparison.Ordinal);
        Assert.EndsWith(recorded.Text![(recorded.Text!.IndexOf('.', StringComparison.Ordinal) + 1)..], e.Message, StringComparison.Ordinal);
    }
}
