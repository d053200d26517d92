using System.Numerics;

namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>Softmax and what is built on it, row by row, for float64; <see cref="SoftmaxKernels{V}"/> has float32.</summary>
internal static unsafe class DoubleSoftmax
{
    /// <summary>y = exp(x) / Σ exp(x)</summary>
    public static void Softmax<T>(T* x, T* y, nint rows, nint classes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++, x += classes, y += classes)
        {
            T maximum = Maximum(x, classes);
            double sum = 0;
            for (nint i = 0; i < classes; i++)
            {
                y[i] = T.Exp(x[i] - maximum);
                sum += double.CreateTruncating(y[i]);
            }
            for (nint i = 0; i < classes; i++)
                y[i] = T.CreateTruncating(double.CreateTruncating(y[i]) / sum);
        }
    }

    /// <summary>y = x - ln Σ exp(x)</summary>
    public static void LogSoftmax<T>(T* x, T* y, nint rows, nint classes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++, x += classes, y += classes)
        {
            T maximum = Maximum(x, classes);
            double logSum = Math.Log(SumExp(x, maximum, classes));
            for (nint i = 0; i < classes; i++)
                y[i] = T.CreateTruncating(double.CreateTruncating(x[i] - maximum) - logSum);
        }
    }

    /// <summary>Crossentropy with one label a row; NaN for a label outside the classes.</summary>
    public static void CrossEntropy<T, TLabel>(T* logits, TLabel* labels, T* loss, T* gradient, nint rows, nint classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TLabel : unmanaged, IBinaryInteger<TLabel>
    {
        for (nint row = 0; row < rows; row++, logits += classes)
        {
            long label = long.CreateTruncating(labels[row]);
            bool inside = label >= 0 && label < classes;
            T maximum = Maximum(logits, classes);
            double sum = SumExp(logits, maximum, classes);
            loss[row] = inside ? T.CreateTruncating(Math.Log(sum) - double.CreateTruncating(logits[label] - maximum)) : T.NaN;
            if (gradient == null)
                continue;
            for (nint i = 0; i < classes; i++)
            {
                double probability = Math.Exp(double.CreateTruncating(logits[i] - maximum)) / sum;
                gradient[i] = inside ? T.CreateTruncating(i == label ? probability - 1 : probability) : T.NaN;
            }
            gradient += classes;
        }
    }

    /// <summary>
    /// Crossentropy with class probabilities. The gradient takes them to add up to 1 in each row, as TensorFlow's does.
    /// </summary>
    public static void CrossEntropy<T>(T* logits, T* labels, T* loss, T* gradient, nint rows, nint classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row++, logits += classes, labels += classes)
        {
            T maximum = Maximum(logits, classes);
            double sum = SumExp(logits, maximum, classes), logSum = Math.Log(sum), total = 0;
            // A label of 0 counts too: times a logit of -∞ it is NaN, as in TensorFlow.
            for (nint i = 0; i < classes; i++)
                total += double.CreateTruncating(labels[i]) * (logSum - double.CreateTruncating(logits[i] - maximum));
            loss[row] = T.CreateTruncating(total);
            if (gradient == null)
                continue;
            for (nint i = 0; i < classes; i++)
                gradient[i] = T.CreateTruncating(Math.Exp(double.CreateTruncating(logits[i] - maximum)) / sum - double.CreateTruncating(labels[i]));
            gradient += classes;
        }
    }

    private static T Maximum<T>(T* x, nint count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T maximum = T.NegativeInfinity;
        for (nint i = 0; i < count; i++)
            maximum = T.Max(maximum, x[i]);
        return maximum;
    }

    private static double SumExp<T>(T* x, T maximum, nint count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (nint i = 0; i < count; i++)
            sum += Math.Exp(double.CreateTruncating(x[i] - maximum));
        return sum;
    }
}
