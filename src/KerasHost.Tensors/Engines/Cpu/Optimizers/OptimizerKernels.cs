using System.Numerics;

namespace KerasHost.Engines.Cpu.Optimizers;

/// <summary>The updates of tf_keras's optimizers, element by element.</summary>
internal static unsafe class OptimizerKernels
{
    /// <summary>tf_keras/src/optimizers/sgd.py</summary>
    public static void Sgd<T>(T* variable, T* gradient, T* momentum, nint count, T learningRate, T factor, bool nesterov)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
        {
            T step = -gradient[i] * learningRate;
            if (momentum != null)
            {
                T m = step + momentum[i] * factor;
                momentum[i] = m;
                step = nesterov ? step + m * factor : m;
            }
            variable[i] += step;
        }
    }

    /// <summary>tf_keras/src/optimizers/rmsprop.py</summary>
    public static void RmsProp<T>(T* variable, T* gradient, T* velocity, T* momentum, T* average, nint count, T learningRate, T rho, T rest, T factor, T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i];
            T v = rho * velocity[i] + rest * (g * g);
            velocity[i] = v;
            T denominator = v + epsilon;
            if (average != null)
            {
                T mean = rho * average[i] + rest * g;
                average[i] = mean;
                denominator = v - mean * mean + epsilon;
            }
            T step = learningRate * g / T.Sqrt(denominator);
            if (momentum != null)
            {
                step += factor * momentum[i];
                momentum[i] = step;
            }
            variable[i] -= step;
        }
    }

    /// <summary>tf_keras/src/optimizers/adam.py; <paramref name="rest1"/> and <paramref name="rest2"/> are 1 - β₁ and 1 - β₂.</summary>
    public static void Adam<T>(T* variable, T* gradient, T* momentum, T* velocity, T* maximum, nint count, T alpha, T rest1, T rest2, T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < count; i++)
        {
            T g = gradient[i];
            T m = momentum[i] + (g - momentum[i]) * rest1;
            T v = velocity[i] + (g * g - velocity[i]) * rest2;
            momentum[i] = m;
            velocity[i] = v;
            if (maximum != null)
                v = maximum[i] = T.Max(maximum[i], v);
            variable[i] -= m * alpha / (T.Sqrt(v) + epsilon);
        }
    }
}
