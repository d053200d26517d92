using System.Text.Json;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Formats.Npy;
using KerasHost.Initializers;
using KerasHost.RandomNumbers;

namespace KerasHost.Compat.Tests.Vocabulary;

public sealed class InitializerTests
{
    public static TheoryData<string> Values => RecordedFiles.Cases("initializers", "initializer");

    public static TheoryData<string> Unseeded => RecordedFiles.Cases("initializers", "initializer_unseeded");

    public static TheoryData<string> Errors => RecordedFiles.Cases("initializers", "initializer_error");

    [Theory, MemberData(nameof(Values))]
    public void Values_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("initializers", name);
        var initializer = Made.Create<Initializer>(recorded.String("class")!, recorded.Call.GetProperty("config"));
        DType type = recorded.String("dtype")!;
        foreach (NpyArray expected in recorded.Arrays("outputs"))
            Made.Close(expected, initializer.call(expected.Shape, type), ToleranceOf(name, expected.Shape, type), name);
        Made.SameConfig(recorded.Call.GetProperty("get_config"), initializer.get_config(), name);
    }

    [Theory, MemberData(nameof(Unseeded))]
    public void Without_seeds_the_stream_of_the_process_is_used(string name)
    {
        RecordedCase recorded = RecordedCase.Load("initializers", name);
        SeedStreams.SetRandomSeed(recorded.Seed!.Value);
        foreach (JsonElement step in recorded.Call.GetProperty("steps").EnumerateArray())
        {
            NpyArray expected = recorded[step.GetProperty("output").GetString()!];
            Initializer initializer = ((InitializerArg)step.GetProperty("class").GetString()!).Resolve();
            Made.Close(expected, initializer.call(expected.Shape), Tolerance.Exact, name);
        }
    }

    [Fact]
    public void An_object_without_a_seed_draws_once_and_repeats()
    {
        RecordedCase recorded = RecordedCase.Load("initializers", "unseeded_shared");
        SeedStreams.SetRandomSeed(recorded.Seed!.Value);
        var initializer = new GlorotUniform();
        foreach (NpyArray expected in recorded.Arrays("outputs"))
            Made.Close(expected, initializer.call(expected.Shape), Tolerance.Exact, recorded.Name);
    }

    [Theory, MemberData(nameof(Errors))]
    public void Errors_are_those_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("initializers", name);
        var e = Assert.ThrowsAny<KerasException>(() =>
        {
            var initializer = Made.Create<Initializer>(recorded.String("class")!, recorded.Call.GetProperty("config"));
            initializer.call(recorded.Call.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray(), (DType)recorded.String("dtype")!);
        });
        Assert.Equal(recorded.Text, e.Message);
    }

    [Fact]
    public void Names_are_those_that_the_reference_knows() =>
        Names.Check("initializers", name => ((InitializerArg)name).Resolve());

    private static Tolerance ToleranceOf(string name, Shape shape, DType type) =>
        // Normals in double precision use the platform's C library, whose last bit may differ.
        type == DType.Float64 ? Tolerance.Forward64
        // Of vectors of length 1, whose elements are that much smaller.
        : name.StartsWith("Orthogonal", StringComparison.Ordinal) && shape.All(size => size >= 48) ? new(Tolerance.Orthogonal.Relative * Math.Sqrt(shape[^1]))
        : Tolerance.Exact;
}
