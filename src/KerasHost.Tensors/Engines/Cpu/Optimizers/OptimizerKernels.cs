using System.Numerics;

namespace KerasHost.Engines.Cpu.Optimizers;

/// <summary>The updates of tf_keras's other optimizers, element by element.</summary>
internal static unsafe class OptimizerKernels
{
    /// <summary>tf_keras/src/optimizers/adagrad.py</summary>
    public static void Adagrad<T>(T* variable, T* gradient, T* accumulator, nint count, T learningRate, T epsilon, bool epsilonOutside)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i];
            T sum = accumulator[i] + g * g;
            accumulator[i] = sum;
            variable[i] -= learningRate * g / (epsilonOutside ? T.Sqrt(sum) + epsilon : T.Sqrt(sum + epsilon));
        }
    }

    /// <summary>tf_keras/src/optimizers/adadelta.py; <paramref name="rest"/> is 1 - ρ.</summary>
    public static void Adadelta<T>(T* variable, T* gradient, T* squares, T* updates, nint count, T learningRate, T rho, T rest, T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i];
            T square = rho * squares[i] + rest * g * g;
            T update = -T.Sqrt(updates[i] + epsilon) * g / T.Sqrt(square + epsilon);
            squares[i] = square;
            updates[i] = rho * updates[i] + rest * update * update;
            variable[i] += learningRate * update;
        }
    }

    /// <summary>tf_keras/src/optimizers/adamax.py; <paramref name="rest1"/> is 1 - β₁.</summary>
    public static void Adamax<T>(T* variable, T* gradient, T* momentum, T* norm, nint count, T learningRate, T correction, T rest1, T beta2, T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i];
            T m = momentum[i] + (g - momentum[i]) * rest1;
            T u = T.Max(beta2 * norm[i], T.Abs(g));
            momentum[i] = m;
            norm[i] = u;
            variable[i] -= learningRate * m / (correction * (u + epsilon));
        }
    }

    /// <summary>tf_keras/src/optimizers/nadam.py</summary>
    public static void Nadam<T>(T* variable, T* gradient, T* momentum, T* velocity, nint count, T learningRate, T momentumFactor, T gradientFactor,
        T correction, T beta1, T beta2, T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rest1 = T.One - beta1, rest2 = T.One - beta2;
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i];
            T m = momentum[i] + (g - momentum[i]) * rest1;
            T v = velocity[i] + (g * g - velocity[i]) * rest2;
            momentum[i] = m;
            velocity[i] = v;
            T mean = momentumFactor * m + gradientFactor * g;
            variable[i] -= mean * learningRate / (T.Sqrt(v / correction) + epsilon);
        }
    }

    /// <summary>tf_keras/src/optimizers/ftrl.py</summary>
    public static void Ftrl<T>(T* variable, T* gradient, T* accumulator, T* linear, nint count, T learningRate, T power, T l1, T l2, T l2Shrinkage, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T two = T.One + T.One;
        T penalty = two * (l2 + beta / (two * learningRate));
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i], w = variable[i];
            T sum = accumulator[i] + g * g;
            T scale = Raise(sum, -power);
            T z = linear[i] + (g + two * l2Shrinkage * w - (scale - Raise(accumulator[i], -power)) / learningRate * w);
            accumulator[i] = sum;
            linear[i] = z;
            variable[i] = (T.Max(T.Min(z, l1), -l1) - z) / (scale / learningRate + penalty);
        }
    }

    /// <summary>tf_keras/src/optimizers/lion.py</summary>
    public static void Lion<T>(T* variable, T* gradient, T* momentum, nint count, T learningRate, T beta1, T beta2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rest1 = T.One - beta1, rest2 = T.One - beta2;
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i], m = momentum[i];
            T direction = m * beta1 + g * rest1;
            T sign = direction > T.Zero ? T.One : direction < T.Zero ? -T.One : direction;
            variable[i] -= learningRate * sign;
            momentum[i] = m * beta2 + g * rest2;
        }
    }

    /// <summary>tf_keras/src/optimizers/adafactor.py; without rows and columns all squares are kept one by one.</summary>
    public static void Adafactor<T>(T* variable, T* gradient, T* rows, T* columns, T* squares, nint count, nint rowCount, nint columnCount,
        T learningRate, T step, T decayPower, T epsilon1, T epsilon2, T clipThreshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T decay = T.One - Raise(step, decayPower), rest = T.One - decay;
        if (rows == null)
            for (nint i = 0; i < count; i++)
                squares[i] = decay * squares[i] + rest * (gradient[i] * gradient[i] + epsilon1);
        else
            for (nint at = 0; at < count; at += rowCount * columnCount, rows += rowCount, columns += columnCount)
                Factors(gradient + at, rows, columns, squares + at, rowCount, columnCount, decay, rest, epsilon1);
        double updates = 0, weights = 0;
        for (nint i = 0; i < count; i++)
        {
            double update = double.CreateTruncating(gradient[i] / T.Sqrt(squares[i])), weight = double.CreateTruncating(variable[i]);
            updates += update * update;
            weights += weight * weight;
        }
        T size = T.CreateTruncating(Math.Sqrt(weights / count));
        T scale = T.Max(epsilon2, size) * T.Min(learningRate, T.One / T.Sqrt(step));
        T limit = T.Max(T.One, T.CreateTruncating(Math.Sqrt(updates / count)) / clipThreshold);
        for (nint i = 0; i < count; i++)
            variable[i] -= scale * (gradient[i] / T.Sqrt(squares[i]) / limit);
    }

    /// <summary>variable -= variable · decay · learningRate</summary>
    public static void Decay<T>(T* variable, nint count, T decay, T learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
            variable[i] -= variable[i] * decay * learningRate;
    }

    /// <summary>average = average · momentum + variable · rest</summary>
    public static void MovingAverage<T>(T* average, T* variable, nint count, T momentum, T rest)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
            average[i] = momentum * average[i] + rest * variable[i];
    }

    private static void Factors<T>(T* gradient, T* rows, T* columns, T* squares, nint rowCount, nint columnCount, T decay, T rest, T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double mean = 0;
        for (nint r = 0; r < rowCount; r++)
        {
            double sum = 0;
            for (nint c = 0; c < columnCount; c++)
            {
                T g = gradient[r * columnCount + c];
                sum += double.CreateTruncating(g * g + epsilon);
            }
            rows[r] = decay * rows[r] + rest * T.CreateTruncating(sum / columnCount);
            mean += double.CreateTruncating(rows[r]);
        }
        for (nint c = 0; c < columnCount; c++)
        {
            double sum = 0;
            for (nint r = 0; r < rowCount; r++)
            {
                T g = gradient[r * columnCount + c];
                sum += double.CreateTruncating(g * g + epsilon);
            }
            columns[c] = decay * columns[c] + rest * T.CreateTruncating(sum / rowCount);
        }
        T all = T.CreateTruncating(mean / rowCount);
        for (nint r = 0; r < rowCount; r++)
            for (nint c = 0; c < columnCount; c++)
                squares[r * columnCount + c] = rows[r] / all * columns[c];
    }

    // Rounded once from double precision: differences of powers are taken.
    private static T Raise<T>(T value, T exponent) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(Math.Pow(double.CreateTruncating(value), double.CreateTruncating(exponent)));
}
