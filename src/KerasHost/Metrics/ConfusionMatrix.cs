using KerasHost.Backend;
using KerasHost.Losses;

namespace KerasHost.Metrics;

/// <summary>
/// Weights of right and wrong predictions at each threshold, with labels side by side or all together. Mirrors
/// <c>update_confusion_matrix_variables</c> of tf_keras/src/utils/metrics_utils.py.
/// </summary>
/// <param name="thresholds">Above which a prediction is positive.</param>
/// <param name="isEven">Whether they divide [0, 1] into equal parts, so that a prediction's part tells its thresholds at once.</param>
/// <param name="hasMargin">Whether the first lies below 0 and the last above 1.</param>
internal sealed class ConfusionMatrix(double[] thresholds, bool isEven, bool hasMargin)
{
    // What a prediction that is not among the k largest becomes.
    private const double Never = -1e10;

    /// <summary>A matrix that finds out by itself how its thresholds lie.</summary>
    public ConfusionMatrix(double[] thresholds) : this(thresholds, AreEven(thresholds), false) { }

    /// <summary>Whether thresholds divide [0, 1] into equal parts.</summary>
    public static bool AreEven(double[] thresholds)
    {
        if (thresholds.Length < 3)
            return false;
        for (int i = 0; i < thresholds.Length; i++)
        {
            double even = (float)i / (thresholds.Length - 1);
            if (Math.Abs(thresholds[i] - even) > Settings.epsilon() + 1e-5 * even)
                return false;
        }
        return true;
    }

    /// <summary>Counts a batch; values stand threshold by threshold, label by label.</summary>
    /// <param name="y_true">Targets: not 0 is positive.</param>
    /// <param name="y_pred">Probabilities.</param>
    /// <param name="sampleWeight">A weight for each sample or value, or null.</param>
    /// <param name="dtype">In which type predictions and thresholds are compared.</param>
    /// <param name="topK">How many of a sample's largest predictions may be positive, or null for all.</param>
    /// <param name="classId">The only label that counts, or null for all.</param>
    /// <param name="multiLabel">Whether labels are counted side by side.</param>
    /// <param name="labelWeights">A weight for each label, or null.</param>
    public Counts Count(Tensor y_true, Tensor y_pred, Tensor? sampleWeight, DType dtype, int? topK = null, int? classId = null,
        bool multiLabel = false, double[]? labelWeights = null)
    {
        (Tensor targets, Tensor predictions) = Operands.Squeeze(Op.Cast(y_true, dtype), Op.Cast(y_pred, dtype));
        if (!targets.shape.IsCompatibleWith(predictions.shape))
            throw new KerasShapeException($"Shapes {predictions.shape} and {targets.shape} are incompatible");
        int last = predictions.ndim == 0 ? 1 : predictions.shape[^1];
        double[] p = Op.Cast(predictions, DType.Float64).ToArray<double>(), t = Op.Cast(targets, DType.Float64).ToArray<double>();
        if (topK is { } k)
            KeepLargest(p, last, k);
        Tensor? weights = sampleWeight is null ? null : LossReduction.FitRank(predictions, Op.Cast(sampleWeight, dtype));
        double[]? w = weights is null ? null : Op.Cast(WeightShapes.Broadcast(weights, predictions), DType.Float64).ToArray<double>();
        int labels = multiLabel ? last : 1;
        var counts = new Counts(thresholds.Length, labels);
        for (int i = 0; i < p.Length; i++)
        {
            if (classId is { } only && i % last != only)
                continue;
            double weight = (w is null ? 1 : w[i]) * (labelWeights is null ? 1 : labelWeights[i % last]);
            if (dtype == DType.Float32)
                Include((float)p[i], t[i] != 0, weight, counts, i % labels);
            else
                Include(p[i], t[i] != 0, weight, counts, i % labels);
        }
        if (isEven)
            counts.Accumulate();
        return counts;
    }

    private void Include(float prediction, bool isTrue, double weight, Counts counts, int label)
    {
        if (isEven)
            counts.Add(isTrue, weight, Part(MathF.Ceiling(Math.Clamp(prediction, 0f, 1f) * (thresholds.Length - 1)) - 1), label);
        else
            for (int i = 0; i < thresholds.Length; i++)
                counts.AddAt(isTrue, weight, prediction > (float)thresholds[i], i, label);
    }

    private void Include(double prediction, bool isTrue, double weight, Counts counts, int label)
    {
        if (isEven)
            counts.Add(isTrue, weight, Part(Math.Ceiling(Math.Clamp(prediction, 0, 1) * (thresholds.Length - 1)) - 1), label);
        else
            for (int i = 0; i < thresholds.Length; i++)
                counts.AddAt(isTrue, weight, prediction > thresholds[i], i, label);
    }

    // A prediction in no part (NaN, or 0 where no threshold lies below it) is negative at every threshold.
    private int Part(double part) => double.IsNaN(part) ? -1 : hasMargin && part < 0 ? 0 : (int)part;

    private static void KeepLargest(double[] predictions, int labels, int k)
    {
        var order = new int[labels];
        for (int row = 0; row < predictions.Length; row += labels)
        {
            double[] values = predictions[row..(row + labels)];
            for (int i = 0; i < labels; i++)
                order[i] = i;
            // Of equal values the first counts as larger.
            Array.Sort(order, (a, b) => values[b].CompareTo(values[a]) is not 0 and var by ? by : a.CompareTo(b));
            for (int i = k; i < labels; i++)
                predictions[row + order[i]] = Never;
        }
    }

    /// <summary>What was counted.</summary>
    internal sealed class Counts(int thresholds, int labels)
    {
        /// <summary>Positive and predicted so.</summary>
        public double[] TruePositives { get; } = new double[thresholds * labels];

        /// <summary>Negative but predicted positive.</summary>
        public double[] FalsePositives { get; } = new double[thresholds * labels];

        /// <summary>Negative and predicted so.</summary>
        public double[] TrueNegatives { get; } = new double[thresholds * labels];

        /// <summary>Positive but predicted negative.</summary>
        public double[] FalseNegatives { get; } = new double[thresholds * labels];

        /// <summary>Counts a prediction at one threshold.</summary>
        public void AddAt(bool isTrue, double weight, bool isPositive, int threshold, int label)
        {
            int at = threshold * labels + label;
            TruePositives[at] += Part(isTrue && isPositive, weight);
            FalsePositives[at] += Part(!isTrue && isPositive, weight);
            TrueNegatives[at] += Part(!isTrue && !isPositive, weight);
            FalseNegatives[at] += Part(isTrue && !isPositive, weight);
        }

        /// <summary>Counts a prediction in the last threshold below it; <see cref="Accumulate"/> spreads it over the others.</summary>
        public void Add(bool isTrue, double weight, int part, int label)
        {
            if (part >= 0)
            {
                TruePositives[part * labels + label] += Part(isTrue, weight);
                FalsePositives[part * labels + label] += Part(!isTrue, weight);
            }
            // The first threshold of the negatives holds the sum of all until then.
            FalseNegatives[label] += Part(isTrue, weight);
            TrueNegatives[label] += Part(!isTrue, weight);
        }

        // The reference multiplies by 1 and 0, so that a weight that is NaN or infinite shows in every count.
        private static double Part(bool counts, double weight) => counts ? weight : 0 * weight;

        /// <summary>Spreads predictions over all thresholds below them.</summary>
        public void Accumulate()
        {
            for (int label = 0; label < labels; label++)
            {
                double positives = FalseNegatives[label], negatives = TrueNegatives[label], above = 0, wrongAbove = 0;
                for (int i = (thresholds - 1) * labels + label; i >= 0; i -= labels)
                {
                    TruePositives[i] = above += TruePositives[i];
                    FalsePositives[i] = wrongAbove += FalsePositives[i];
                    FalseNegatives[i] = positives - above;
                    TrueNegatives[i] = negatives - wrongAbove;
                }
            }
        }
    }
}
