using System.Diagnostics;

namespace KerasHost.Text;

/// <summary>A progress bar that prints what <c>tf_keras.utils.Progbar</c> prints, to the character.</summary>
/// <remarks>
/// Mirrors tf_keras/src/utils/generic_utils.py. The bar is redrawn at most once per <c>interval</c>; steps in between only add
/// to the averages, so a step costs a few nanoseconds per metric and allocates nothing.
/// </remarks>
[KerasExport("keras.utils.Progbar")]
public sealed class Progbar
{
    private static readonly double s_startOfClock = DateTime.UtcNow.Subtract(DateTime.UnixEpoch).TotalSeconds;
    private static readonly long s_startOfTicks = Stopwatch.GetTimestamp();

    private readonly HashSet<string> _statefulMetrics;
    private readonly TextWriter? _writer;
    private readonly Func<double> _clock;
    private readonly bool _dynamicDisplay;
    private readonly int _width;
    private readonly int _verbose;
    private readonly double _interval;
    private readonly string _unitName;
    private readonly CharBuffer _line = new();
    private readonly double _start;

    private Metric[] _metrics = new Metric[4];
    private int _metricCount;
    private int _totalWidth;
    private long _seenSoFar;
    private double _lastUpdate;
    private double _timeAtEpochStart;
    private double? _timeAtEpochEnd;
    private double? _timeAfterFirstStep;

    /// <summary>Starts a bar; its clock starts here.</summary>
    /// <param name="target">Total number of steps expected; null if unknown.</param>
    /// <param name="width">Width of the bar itself in characters.</param>
    /// <param name="verbose">0 silent, 1 a bar, 2 one line at the end.</param>
    /// <param name="interval">Shortest time between two drawings in seconds.</param>
    /// <param name="stateful_metrics">Names of metrics that are shown as they are, not averaged over steps; null for none.</param>
    /// <param name="unit_name">What a step is called in times, usually <c>step</c> or <c>sample</c>.</param>
    public Progbar(
        long? target,
        int width = 30,
        int verbose = 1,
        double interval = 0.05,
        IEnumerable<string>? stateful_metrics = null,
        string unit_name = "step")
        : this(target, width, verbose, interval, stateful_metrics, unit_name, null, Clock, IsDynamic())
    {
    }

    /// <summary>The same with everything that depends on the machine given.</summary>
    /// <param name="target">Total number of steps expected; null if unknown.</param>
    /// <param name="width">Width of the bar itself in characters.</param>
    /// <param name="verbose">0 silent, 1 a bar, 2 one line at the end.</param>
    /// <param name="interval">Shortest time between two drawings in seconds.</param>
    /// <param name="statefulMetrics">Names of metrics that are shown as they are.</param>
    /// <param name="unitName">What a step is called in times.</param>
    /// <param name="writer">Where the bar goes; null for standard output as it is at each drawing.</param>
    /// <param name="clock">Seconds since 1970.</param>
    /// <param name="dynamicDisplay">Whether the line is overwritten (true) or a new one begun for each drawing.</param>
    internal Progbar(
        long? target,
        int width,
        int verbose,
        double interval,
        IEnumerable<string>? statefulMetrics,
        string unitName,
        TextWriter? writer,
        Func<double> clock,
        bool dynamicDisplay)
    {
        Target = target;
        _width = width;
        _verbose = verbose;
        _interval = interval;
        _statefulMetrics = statefulMetrics is null ? [] : [.. statefulMetrics];
        _unitName = unitName;
        _writer = writer;
        _clock = clock;
        _dynamicDisplay = dynamicDisplay;
        _start = clock();
        _timeAtEpochStart = _start;
    }

    /// <summary>Where bars take the time from, in seconds since 1970. Tests let it stand still.</summary>
    internal static Func<double> Clock { get; set; } = Now;

    /// <summary>Total number of steps expected; null while unknown. May be set once it is known.</summary>
    internal long? Target { get; set; }

    /// <summary>Moves the bar to a step and draws it if its time has come.</summary>
    /// <param name="current">Index of the current step, counted from 1.</param>
    /// <param name="values">Metric names and their values at this step.</param>
    /// <param name="finalize">Whether this is the last update; null means <c>current >= target</c>.</param>
    /// <exception cref="KerasTypeException">A last line is asked for with <c>verbose</c> 2 and no target.</exception>
    public void update(long current, ReadOnlySpan<(string name, double value)> values = default, bool? finalize = null)
    {
        bool last = finalize ?? (Target is { } target && current >= target);
        foreach ((string name, double value) in values)
            Record(name, value, current);
        _seenSoFar = current;

        double now = _clock();
        if (current == Target)
            _timeAtEpochEnd = now;
        if (_verbose == 1)
        {
            if (now - _lastUpdate < _interval && !last)
                return;
            DrawBar(current, now, last);
        }
        else if (_verbose == 2 && last)
        {
            DrawLine(current, now);
        }
        _lastUpdate = now;
    }

    /// <summary>Moves the bar to a step and draws it if its time has come.</summary>
    /// <param name="current">Index of the current step, counted from 1.</param>
    /// <param name="values">Metric names and their values at this step.</param>
    /// <param name="finalize">Whether this is the last update; null means <c>current >= target</c>.</param>
    public void update(long current, IEnumerable<(string name, double value)> values, bool? finalize = null) =>
        update(current, (ReadOnlySpan<(string, double)>)values.ToArray(), finalize);

    /// <summary>Moves the bar on by a number of steps.</summary>
    /// <param name="n">How many steps were done.</param>
    /// <param name="values">Metric names and their values at this step.</param>
    public void add(long n, ReadOnlySpan<(string name, double value)> values = default) => update(_seenSoFar + n, values);

    /// <summary>Adds names to the metrics that are shown as they are (Keras's <c>_update_stateful_metrics</c>).</summary>
    internal void UpdateStatefulMetrics(IEnumerable<string> names) => _statefulMetrics.UnionWith(names);

    private static double Now() => s_startOfClock + Stopwatch.GetElapsedTime(s_startOfTicks).TotalSeconds;

    // Keras overwrites the line on a terminal, and also whenever Python's `posix` module is loaded, which is always the case
    // but on Windows: a redirected bar on Linux and macOS holds backspaces too.
    private static bool IsDynamic() =>
        !OperatingSystem.IsWindows() || !Console.IsOutputRedirected || Environment.GetEnvironmentVariable("PYCHARM_HOSTED") is not null;

    private void Record(string name, double value, long current)
    {
        int i = 0;
        while (i < _metricCount && _metrics[i].Name != name)
            i++;
        if (i == _metricCount)
        {
            if (i == _metrics.Length)
                Array.Resize(ref _metrics, i * 2);
            _metrics[_metricCount++].Name = name;
        }
        ref Metric metric = ref _metrics[i];
        if (_statefulMetrics.Contains(name))
        {
            metric.Sum = value;
            metric.Steps = 1;
            return;
        }
        // At least one: the end of an epoch reports at the step that was last seen.
        long steps = Math.Max(current - _seenSoFar, 1);
        metric.Sum += value * steps;
        metric.Steps += steps;
    }

    private void DrawBar(long current, double now, bool last)
    {
        int previousWidth = _totalWidth;
        _line.Clear();
        if (_dynamicDisplay)
        {
            _line.Append('\b', previousWidth);
            _line.Append("\r");
        }
        else
        {
            _line.Append("\n");
        }
        int start = _line.Length;
        AppendBar(current);

        double secondsPerStep = StepDuration(current, now);
        if (Target is not { } target || last)
        {
            AppendElapsed(now);
            AppendTime(secondsPerStep, _unitName);
        }
        else
        {
            _line.Append(" - ETA: ");
            AppendRemaining(secondsPerStep * (target - current));
        }
        for (int i = 0; i < _metricCount; i++)
            AppendMetric(_metrics[i], Math.Abs(_metrics[i].Mean) > 1e-3);

        _totalWidth = PercentFormat.CodePoints(_line.Span[start..]);
        _line.Append(' ', previousWidth - _totalWidth);
        if (last)
            _line.Append("\n");
        Print();
    }

    private void DrawLine(long current, double now)
    {
        if (Target is not { } target)
            throw new KerasTypeException("Progbar(target=None, verbose=2): the last line shows the number of steps, so `target` must be known when the bar is finalized.");
        _line.Clear();
        _line.AppendInteger(current, Digits(target));
        _line.Append("/");
        _line.AppendInteger(target);
        AppendElapsed(now);
        for (int i = 0; i < _metricCount; i++)
            AppendMetric(_metrics[i], _metrics[i].Mean > 1e-3);
        // Keras ends the line only when the target itself was reached.
        if (_timeAtEpochEnd is { } end and not 0)
        {
            double secondsPerEpoch = end - _timeAtEpochStart;
            _timeAtEpochStart = now;
            _timeAtEpochEnd = null;
            _line.Append(" -");
            AppendTime(secondsPerEpoch, "epoch");
            _line.Append(" -");
            AppendTime(secondsPerEpoch / target, _unitName);
            _line.Append("\n");
        }
        Print();
    }

    private void AppendBar(long current)
    {
        if (Target is not { } target)
        {
            _line.AppendInteger(current, 7);
            _line.Append("/Unknown");
            return;
        }
        _line.AppendInteger(current, Digits(target));
        _line.Append("/");
        _line.AppendInteger(target);
        _line.Append(" [");
        int done = (int)(_width * ((double)current / target));
        if (done > 0)
        {
            _line.Append('=', done - 1);
            _line.Append(current < target ? ">" : "=");
        }
        _line.Append('.', _width - done);
        _line.Append("]");
    }

    private void AppendElapsed(double now)
    {
        _line.Append(" - ");
        _line.AppendFixed(now - _start, 0);
        _line.Append("s");
    }

    private void AppendTime(double seconds, string unit)
    {
        _line.Append(" ");
        if (seconds is >= 1 or 0)
        {
            _line.AppendFixed(seconds, 0);
            _line.Append("s/");
        }
        else if (seconds >= 1e-3)
        {
            _line.AppendFixed(seconds * 1000.0, 0);
            _line.Append("ms/");
        }
        else
        {
            _line.AppendFixed(seconds * 1000000.0, 0);
            _line.Append("us/");
        }
        _line.Append(unit);
    }

    private void AppendRemaining(double seconds)
    {
        if (seconds > 3600)
        {
            _line.AppendInteger((long)Math.Floor(seconds / 3600));
            _line.Append(":");
            _line.AppendInteger((long)Math.Floor(seconds % 3600 / 60), 2, '0');
            _line.Append(":");
            _line.AppendInteger((long)(seconds % 60), 2, '0');
        }
        else if (seconds > 60)
        {
            _line.AppendInteger((long)Math.Floor(seconds / 60));
            _line.Append(":");
            _line.AppendInteger((long)(seconds % 60), 2, '0');
        }
        else
        {
            _line.AppendInteger((long)seconds);
            _line.Append("s");
        }
    }

    private void AppendMetric(in Metric metric, bool plain)
    {
        _line.Append(" - ");
        _line.Append(metric.Name);
        _line.Append(": ");
        if (plain)
            _line.AppendFixed(metric.Mean, 4);
        else
            _line.AppendExponent(metric.Mean);
    }

    // The first step is left out of the average: it is not representative.
    private double StepDuration(long current, double now)
    {
        if (current == 0)
            return 0;
        double seconds = _timeAfterFirstStep is { } first && current > 1 ? (now - first) / (current - 1) : (now - _start) / current;
        if (current == 1)
            _timeAfterFirstStep = now;
        return seconds;
    }

    private static int Digits(long target)
    {
        if (target <= 0)
            throw new KerasValueException($"Progbar: `target` must be a positive number of steps or None. Received: target={target}");
        return (int)Math.Log10(target) + 1;
    }

    private void Print()
    {
        TextWriter writer = _writer ?? Console.Out;
        writer.Write(_line.Span);
        writer.Flush();
    }

    private struct Metric
    {
        public string Name;
        public double Sum;
        public double Steps;

        public readonly double Mean => Sum / Math.Max(1, Steps);
    }
}
