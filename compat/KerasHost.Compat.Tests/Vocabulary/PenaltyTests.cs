using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Constraints;
using KerasHost.Regularizers;

namespace KerasHost.Compat.Tests.Vocabulary;

public sealed class PenaltyTests
{
    public static TheoryData<string> Regularizers => RecordedFiles.Cases("regularizers", "regularizer");

    public static TheoryData<string> RegularizerErrors => RecordedFiles.Cases("regularizers", "regularizer_error", call => call.GetProperty("class").GetString() == "OrthogonalRegularizer");

    public static TheoryData<string> Constraints => RecordedFiles.Cases("constraints", "constraint");

    [Theory, MemberData(nameof(Regularizers))]
    public void Penalties_and_gradients_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("regularizers", name);
        var regularizer = Made.Create<Regularizer>(recorded.String("class")!, recorded.Call.GetProperty("config"));
        Tensor x = Made.Tensor(recorded["x"]);
        using var tape = new GradientTape();
        tape.watch(x);
        Tensor penalty = regularizer.call(x);
        Made.Close(recorded["y"], penalty, Tolerance.Forward, name);
        Made.Close(recorded["dx"], tape.gradient(penalty, x) ?? Op.ZerosLike(x), Tolerance.Gradient, name + ", gradient");
        Made.SameConfig(recorded.Call.GetProperty("get_config"), regularizer.get_config(), name);
    }

    [Theory, MemberData(nameof(RegularizerErrors))]
    public void Errors_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("regularizers", name);
        var e = Assert.ThrowsAny<KerasException>(() => Made.Create<Regularizer>(recorded.String("class")!, recorded.Call.GetProperty("config")));
        Assert.Equal(recorded.Text, e.Message);
    }

    [Fact]
    public void Numbers_that_are_none_are_errors() =>
        Assert.Equal("Value inf is not a valid regularization penalty number, an infinite number or NaN are not valid values.",
            Assert.Throws<KerasValueException>(() => new L1(double.PositiveInfinity)).Message);

    [Theory, MemberData(nameof(Constraints))]
    public void Constrained_weights_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("constraints", name);
        var constraint = Made.Create<Constraint>(recorded.String("class")!, recorded.Call.GetProperty("config"));
        Made.Close(recorded["y"], constraint.call(Made.Tensor(recorded["x"])), Tolerance.Forward, name);
        Made.SameConfig(recorded.Call.GetProperty("get_config"), constraint.get_config(), name);
    }

    [Fact]
    public void Names_are_those_that_the_reference_knows()
    {
        Names.Check("regularizers", name => ((RegularizerArg)name).Resolve());
        Names.Check("constraints", name => ((ConstraintArg)name).Resolve());
    }
}
