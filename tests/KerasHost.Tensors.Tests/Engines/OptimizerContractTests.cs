using System.Numerics;
using KerasHost.Engines;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Formulas of optimizers reach every element and slot, in both float types; what the optimizers' own formulas give is recorded from the reference.</summary>
public class OptimizerContractTests : EngineContract
{
    private static readonly int[] s_sizes = [0, 1, 15, 16, 17, 33, 1003, 70_001];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_formula_runs_on_every_element(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in (DType[])["float32", "float64"])
            foreach (int size in s_sizes)
                for (int slots = 0; slots < 8; slots++)
                {
                    Tensor variable = RandomTensor(type, size, 1), gradient = RandomTensor(type, size, 2);
                    Tensor?[] given = [.. Enumerable.Range(0, 3).Select(k => (slots >> k & 1) == 0 ? null : RandomTensor(type, size, 3 + k))];
                    double[] w = Values(variable), g = Values(gradient);
                    double[][] s = [.. given.Select(slot => slot is null ? new double[size] : Values(slot))];
                    double rate = Rounded(type, 0.1);
                    for (int i = 0; i < size; i++)
                    {
                        for (int k = 0; k < 3; k++)
                            s[k][i] += (k + 1) * g[i];
                        w[i] -= rate * (s[0][i] + s[1][i] + s[2][i]);
                    }
                    engine.Update(new Sums(0.1), variable, gradient, given[0], given[1], given[2]);
                    string what = $"{name} {type} {size} slots {slots}";
                    AssertNear(w, variable, what);
                    for (int k = 0; k < 3; k++)
                        if (given[k] is { } slot)
                            AssertNear(s[k], slot, what + ", slot " + k);
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Powers_are_those_of_double_precision(string name)
    {
        IEngine engine = Named(name);
        foreach (double exponent in (double[])[0.5, 0.3])
        {
            Tensor variable = Make("float32", 37, i => i + 1), expected = Make("float32", 37, i => (float)Math.Pow(i + 1, exponent == 0.5 ? 0.5 : (float)exponent));
            engine.Update(new Powers(exponent), variable, variable);
            Assert.Equal(Values(expected), Values(variable));
        }
    }

    // A few operations on numbers of up to 20, each rounded.
    private static void AssertNear(double[] expected, Tensor actual, string what) =>
        AssertClose(expected, actual, v => 4 * Spacing(actual.dtype, Math.Max(Math.Abs(v), 16)), what);

    internal readonly struct Sums(double rate) : IUpdate
    {
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first += gradient;
            second += Lanes.All<T>(2) * gradient;
            third += Lanes.All<T>(3) * gradient;
            weight -= Lanes.All<T>(rate) * (first + second + third);
        }
    }

    private readonly struct Powers(double exponent) : IUpdate
    {
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => weight = Lanes.Power(gradient, exponent);
    }
}
