using System.Numerics;
using System.Runtime.CompilerServices;
using KerasHost.Engines;

namespace KerasHost.Optimizers;

/// <summary>
/// Adam with the mean squares of a matrix kept as those of its rows and columns, and steps relative to the size of the weights (Shazeer and Stern, 2018).
/// Its update is no single pass as those of others are: the means of rows and columns, then the size of the update, need the whole gradient
/// before the first weight can change. Mirrors tf_keras/src/optimizers/adafactor.py.
/// </summary>
[KerasExport("keras.optimizers.Adafactor", "keras.optimizers.experimental.Adafactor")]
public class Adafactor : Optimizer
{
    private Variable?[] _rows = [];
    private Variable?[] _columns = [];
    private Variable[] _squares = [];

    /// <summary>An optimizer with these arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="beta_2_decay">The exponent with which the decay of mean squares approaches 1.</param>
    /// <param name="epsilon_1">Added to squared gradients.</param>
    /// <param name="epsilon_2">The smallest scale of a variable.</param>
    /// <param name="clip_threshold">The largest root mean square of an update.</param>
    /// <param name="relative_step">Accepted; the step size is at most 1/√step either way, as in Keras.</param>
    /// <param name="weight_decay">Before each update a variable loses this part of itself, times the learning rate.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient.</param>
    /// <param name="clipvalue">The largest size of an element of a gradient.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="use_ema">Whether variables take over their moving average at the end of training.</param>
    /// <param name="ema_momentum">The part of the average that a step keeps.</param>
    /// <param name="ema_overwrite_frequency">After every so many steps variables take over their average.</param>
    /// <param name="jit_compile">Accepted; there is nothing to compile.</param>
    /// <param name="name">The name.</param>
    /// <param name="lr">An old name, ignored with a warning as in tf_keras 2.16.</param>
    /// <param name="decay">An old argument; an error, as in tf_keras 2.16.</param>
    /// <exception cref="KerasValueException">An argument is out of range.</exception>
    public Adafactor([KerasDefault("0.001")] LearningRateArg learning_rate = default, double beta_2_decay = -0.8, double epsilon_1 = 1e-30, double epsilon_2 = 1e-3, double clip_threshold = 1.0, bool relative_step = true,
        double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null,
        bool use_ema = false, double ema_momentum = 0.99, int? ema_overwrite_frequency = null, bool jit_compile = true, string name = "Adafactor",
        [NotInConfig] double? lr = null, [NotInConfig] double? decay = null)
        : base(name, learning_rate.Or(0.001), weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, lr, decay)
    {
        this.beta_2_decay = beta_2_decay;
        this.epsilon_1 = epsilon_1;
        this.epsilon_2 = epsilon_2;
        this.clip_threshold = clip_threshold;
        this.relative_step = relative_step;
    }

    /// <summary>The exponent with which the decay of mean squares approaches 1.</summary>
    public double beta_2_decay { get; }

    /// <summary>Added to squared gradients.</summary>
    public double epsilon_1 { get; }

    /// <summary>The smallest scale of a variable.</summary>
    public double epsilon_2 { get; }

    /// <summary>The largest root mean square of an update.</summary>
    public double clip_threshold { get; }

    /// <summary>Accepted; the step size is at most 1/√step either way, as in Keras.</summary>
    public bool relative_step { get; }

    /// <summary>The means of all variables over rows and over columns, as tf_keras has them in checkpoints: with a number that nothing reads where a variable has none.</summary>
    internal (Variable[] Rows, Variable[] Columns) Means { get; private set; } = ([], []);

    /// <inheritdoc/>
    protected override void create_slots(IReadOnlyList<Variable> var_list)
    {
        _rows = new Variable?[var_list.Count];
        _columns = new Variable?[var_list.Count];
        _squares = new Variable[var_list.Count];
        for (int i = 0; i < var_list.Count; i++)
        {
            Variable variable = var_list[i];
            int rank = variable.shape.Rank;
            if (rank >= 2)
            {
                string of = variable.name[..^2];
                _rows[i] = add_variable(variable.shape.Part(0, rank - 1), variable.dtype, name: "r/" + of);
                _columns[i] = add_variable(variable.shape.Part(0, rank - 2).Append(variable.shape[^1]), variable.dtype, name: "c/" + of);
            }
            _squares[i] = add_variable_from_reference(variable, "v");
        }
        Means = ([.. _rows.Select(row => row ?? Unused())], [.. _columns.Select(column => column ?? Unused())]);

        static Variable Unused() => new(Tensor.Scalar(0), false, "Variable:0");
    }

    /// <inheritdoc/>
    protected override void update_step(Gradient gradient, Variable variable)
    {
        int i = IndexOf(variable);
        Tensor g = gradient.ToDense(), squares = _squares[i].UpdateInPlace();
        double Round(double value) => variable.dtype == DType.Float64 ? value : (float)value;
        double decay = Round(1 - AdamCorrection.RoundedPower(variable.dtype, Step, beta_2_decay));
        if (_rows[i] is { } rows)
        {
            // Only means of rows and columns are kept; their product stands for the squares.
            Tensor squared = Op.Square(g) + epsilon_1;
            Engine.Current.Update(new Average(decay), rows.UpdateInPlace(), Op.Mean(squared, [-1]));
            Engine.Current.Update(new Average(decay), _columns[i]!.UpdateInPlace(), Op.Mean(squared, [-2]));
            Tensor part = Op.Divide(rows.value, Op.Mean(rows.value, [-1], true));
            Op.Multiply(Op.ExpandDims(part, -1), Op.ExpandDims(_columns[i]!.value, -2)).Bytes.CopyTo(squares.Bytes);
        }
        else
            Engine.Current.Update(new Squares(decay, epsilon_1), squares, g);
        double limit = Math.Max(1, RootMeanSquare(Op.Divide(g, Op.Sqrt(squares))) / clip_threshold);
        double scale = Math.Max(AdamCorrection.Single(epsilon_2), RootMeanSquare(variable.value)) * Math.Min(Rate, 1 / Math.Sqrt(Step));
        Engine.Current.Update(new Formula(Round(scale), Round(limit)), variable.UpdateInPlace(), g, squares);
    }

    private static double RootMeanSquare(Tensor x) => Math.Sqrt(Op.Mean(Op.Square(x)).ToDouble());

    /// <summary>w -= scale·(g / √s / limit), s being the first slot.</summary>
    /// <param name="scale">The learning rate times the size of the variable.</param>
    /// <param name="limit">What the update is divided by where it is too large.</param>
    internal readonly struct Formula(double scale, double limit) : IUpdate
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            weight -= Lanes.All<T>(scale) * (gradient / Vector.SquareRoot(first) / Lanes.All<T>(limit));
        }
    }

    // s = decay·s + (1 - decay)·(g² + epsilon)
    private readonly struct Squares(double decay, double epsilon) : IUpdate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> kept = Lanes.All<T>(decay);
            weight = kept * weight + (Vector<T>.One - kept) * (gradient * gradient + Lanes.All<T>(epsilon));
        }
    }
}
