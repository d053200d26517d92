using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Export;
using KerasHost.Losses;
using KerasHost.Metrics;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>The functions of <c>keras.losses</c> and <c>keras.metrics</c> under every name that the reference exports.</summary>
public sealed class FunctionTests
{
    public static TheoryData<string> Cases => RecordedFiles.Cases("functions", "function");

    [Theory, MemberData(nameof(Cases))]
    public void Values_and_gradients_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("functions", name);
        Tensor predictions = Made.Tensor(recorded["y_pred"]);
        using var tape = new GradientTape();
        tape.watch(predictions);
        Tensor value = Function(recorded.String("module")!, recorded.String("name")!)(Made.Tensor(recorded["y_true"]), predictions);
        // Some functions of the reference compute in floatx whatever they are given.
        bool wide = recorded["value"].DType == DType.Float64;
        Made.Close(recorded["value"], value, wide ? Tolerance.Forward64 : Tolerance.Forward, name);
        if (recorded.Call.GetProperty("has_gradient").GetBoolean())
            Made.Close(recorded["gradient"], tape.gradient(Op.Sum(value), predictions)!, wide ? Tolerance.Forward64 : Tolerance.Gradient, name + ", gradient");
    }

    private static LossFn Function(string module, string name) => module == "losses"
        ? (LossFn)((IScriptFunction)((LossArg)name).Resolve()!).Function
        : (targets, predictions) => MetricArg.FunctionOf(name)!(targets, predictions);
}
