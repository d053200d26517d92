using System.Diagnostics;
using System.Globalization;

namespace KerasHost.Benchmarks.Compare;

/// <summary>One side of a comparison, in a process of its own.</summary>
internal sealed class Side : IDisposable
{
    // Long enough for a runtime that compiles what runs often to have done so.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(6);

    private readonly Process _process;
    private readonly List<double> _rounds = [];
    private int _steps = 2;

    public Side(string name, ProcessStartInfo start)
    {
        Name = name;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var watch = Stopwatch.StartNew();
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{name} does not start.");
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        Read();
        FirstStep = watch.Elapsed.TotalSeconds;
    }

    /// <summary>What the report calls it.</summary>
    public string Name { get; }

    /// <summary>Seconds from launch to the end of the first step.</summary>
    public double FirstStep { get; }

    /// <summary>The median of all rounds in milliseconds a step.</summary>
    public double Median => _rounds.Order().ElementAt(_rounds.Count / 2);

    /// <summary>The largest memory so far in MiB.</summary>
    public double PeakMemory { get; private set; }

    /// <summary>Runs steps for some seconds until their time is that of a long training, and finds how many of them a round of a second has.</summary>
    public void WarmUp()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < s_warmUp;)
            _steps = (int)Math.Clamp(1000 / Time(_steps), 2, 2 * _steps);
    }

    /// <summary>Runs and times a round of steps.</summary>
    public void Round()
    {
        _rounds.Add(Time(_steps));
        // The peak that the system noted, not a sample.
        string? line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        if (line is not null)
            PeakMemory = double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Milliseconds a step.
    private double Time(int steps)
    {
        _process.StandardInput.WriteLine(steps.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        return Read();
    }

    private double Read() => double.Parse(
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended early."), CultureInfo.InvariantCulture);
}
