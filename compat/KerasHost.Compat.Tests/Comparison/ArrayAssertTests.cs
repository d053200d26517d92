using Xunit.Sdk;

namespace KerasHost.Compat.Tests.Comparison;

public sealed class ArrayAssertTests
{
    [Fact]
    public void Elements_are_compared_relative_to_the_array()
    {
        ArrayAssert.Close([1.0, 1e-9], [1.0 + 9e-7, 0], Tolerance.Forward, "x");
        Assert.Throws<FailException>(() => ArrayAssert.Close([1.0, 1.0], [1.0, 1.0 + 2e-6], Tolerance.Forward, "x"));
        Assert.Throws<FailException>(() => ArrayAssert.Close([1.0, 1e-3], [1.0, 1e-3 + 2e-6], Tolerance.Forward, "x"));
    }

    [Fact]
    public void Exact_means_exact_and_zeros_have_no_sign()
    {
        ArrayAssert.Close([0.0, 1.0], [-0.0, 1.0], Tolerance.Exact, "x");
        Assert.Throws<FailException>(() => ArrayAssert.Close([1.0], [double.BitIncrement(1.0)], Tolerance.Exact, "x"));
    }

    [Fact]
    public void Numbers_that_are_none_must_be_the_same_ones()
    {
        ArrayAssert.Close([double.NaN, double.PositiveInfinity], [double.NaN, double.PositiveInfinity], Tolerance.Exact, "x");
        Assert.Throws<FailException>(() => ArrayAssert.Close([double.NaN], [0.0], Tolerance.Gradient, "x"));
        Assert.Throws<FailException>(() => ArrayAssert.Close([double.PositiveInfinity], [double.NegativeInfinity], Tolerance.Gradient, "x"));
        Assert.Throws<FailException>(() => ArrayAssert.Close([1.0], [double.NaN], Tolerance.Gradient, "x"));
    }

    [Fact]
    public void Shapes_must_agree() =>
        Assert.Throws<TrueException>(() => ArrayAssert.Close(Formats.Npy.NpyArray.Of<float>([1, 2], [2]), [1, 2], new float[] { 1, 2 }, Tolerance.Exact, "x"));
}
