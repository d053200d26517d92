using KerasHost.Engines;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Fused updates, against the formulas of tf_keras 2.16 written out in double.</summary>
public class OptimizerContractTests : EngineContract
{
    private static readonly int[] s_sizes = [0, 1, 15, 16, 17, 33, 1003, 70_001];

    [Theory]
    [MemberData(nameof(Engines))]
    public void StochasticGradientDescent(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in (DType[])["float32", "float64"])
            foreach (int size in s_sizes)
                foreach ((bool momentum, bool nesterov) in ((bool, bool)[])[(false, false), (true, false), (true, true)])
                {
                    Tensor variable = RandomTensor(type, size, 1), gradient = RandomTensor(type, size, 2);
                    Tensor? velocity = momentum ? RandomTensor(type, size, 3) : null;
                    double[] w = Values(variable), g = Values(gradient), m = velocity is null ? new double[size] : Values(velocity);
                    double rate = Rounded(type, 0.1), factor = Rounded(type, 0.9);
                    for (int i = 0; i < size; i++)
                    {
                        m[i] = -g[i] * rate + m[i] * factor;
                        w[i] += !momentum ? -g[i] * rate : nesterov ? -g[i] * rate + m[i] * factor : m[i];
                    }
                    engine.Sgd(variable, gradient, velocity, 0.1, 0.9, nesterov);
                    AssertNear(w, variable, $"{name} sgd {type} {size}");
                    if (velocity is not null)
                        AssertNear(m, velocity, $"{name} sgd momentum {type} {size}");
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void RootMeanSquare(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in (DType[])["float32", "float64"])
            foreach (int size in s_sizes)
                for (int options = 0; options < 4; options++)
                {
                    Tensor variable = RandomTensor(type, size, 1), gradient = RandomTensor(type, size, 2), velocity = Make(type, size, i => 5 + i % 7);
                    Tensor? momentum = (options & 1) != 0 ? RandomTensor(type, size, 3) : null;
                    Tensor? average = (options & 2) != 0 ? Make(type, size, i => i % 5 / 5.0) : null;
                    double[] w = Values(variable), g = Values(gradient), v = Values(velocity);
                    double[] m = momentum is null ? new double[size] : Values(momentum), a = average is null ? new double[size] : Values(average);
                    double rate = 0.01, rho = 0.9, factor = 0.8, epsilon = 1e-7;
                    for (int i = 0; i < size; i++)
                    {
                        v[i] = rho * v[i] + (1 - rho) * g[i] * g[i];
                        a[i] = rho * a[i] + (1 - rho) * g[i];
                        double step = rate * g[i] / Math.Sqrt(v[i] - (average is null ? 0 : a[i] * a[i]) + epsilon);
                        m[i] = factor * m[i] + step;
                        w[i] -= momentum is null ? step : m[i];
                    }
                    engine.RmsProp(variable, gradient, velocity, momentum, average, rate, rho, factor, epsilon);
                    AssertNear(w, variable, $"{name} rmsprop {type} {size} {options}");
                    AssertNear(v, velocity, $"{name} rmsprop velocity {type} {size} {options}");
                    if (momentum is not null)
                        AssertNear(m, momentum, $"{name} rmsprop momentum {type} {size} {options}");
                    if (average is not null)
                        AssertNear(a, average, $"{name} rmsprop average {type} {size} {options}");
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void AdaptiveMoments(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in (DType[])["float32", "float64"])
            foreach (int size in s_sizes)
                foreach (bool amsgrad in (bool[])[false, true])
                {
                    Tensor variable = RandomTensor(type, size, 1), gradient = RandomTensor(type, size, 2), momentum = RandomTensor(type, size, 3), velocity = Make(type, size, i => i % 7);
                    Tensor? maximum = amsgrad ? Make(type, size, i => i % 5) : null;
                    double[] w = Values(variable), g = Values(gradient), m = Values(momentum), v = Values(velocity), h = maximum is null ? new double[size] : Values(maximum);
                    double alpha = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7;
                    for (int i = 0; i < size; i++)
                    {
                        m[i] += (g[i] - m[i]) * (1 - beta1);
                        v[i] += (g[i] * g[i] - v[i]) * (1 - beta2);
                        h[i] = Math.Max(h[i], v[i]);
                        w[i] -= m[i] * alpha / (Math.Sqrt(amsgrad ? h[i] : v[i]) + epsilon);
                    }
                    engine.Adam(variable, gradient, momentum, velocity, maximum, alpha, beta1, beta2, epsilon);
                    AssertNear(w, variable, $"{name} adam {type} {size} {amsgrad}");
                    AssertNear(m, momentum, $"{name} adam momentum {type} {size} {amsgrad}");
                    AssertNear(v, velocity, $"{name} adam velocity {type} {size} {amsgrad}");
                    if (maximum is not null)
                        AssertNear(h, maximum, $"{name} adam maximum {type} {size} {amsgrad}");
                }
    }

    // A few operations on numbers of up to 8, each rounded.
    private static void AssertNear(double[] expected, Tensor actual, string what) =>
        AssertClose(expected, actual, v => 3 * Spacing(actual.dtype, Math.Max(Math.Abs(v), 4)), what);
}
