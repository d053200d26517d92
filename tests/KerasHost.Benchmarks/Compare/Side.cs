using System.Diagnostics;
using System.Globalization;

namespace KerasHost.Benchmarks.Compare;

/// <summary>One side of a comparison, in a process of its own.</summary>
internal sealed class Side : IDisposable
{
    private readonly Process _process;
    private readonly List<double> _rounds = [];

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

    /// <summary>Runs and times some steps.</summary>
    public void Round(int steps)
    {
        _process.StandardInput.WriteLine(steps.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        _rounds.Add(Read());
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

    private double Read() => double.Parse(
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended early."), CultureInfo.InvariantCulture);
}
