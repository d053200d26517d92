using System.Diagnostics;
using System.Globalization;

namespace KerasHost.Benchmarks.Compare;

/// <summary>
/// Runs workloads in the reference and here in turn, in one run, and prints milliseconds a step, time to the first step, peak memory and
/// the ratios. Machines are noisy: only ratios of one interleaved run mean something.
/// </summary>
internal static class CompareCommand
{
    private const string Usage = "usage: compare [--rounds N] [WORKLOAD ...]   with KERASHOST_REFERENCE naming a Python that has tf_keras and keras";

    public static int Run(string[] args)
    {
        int rounds = 7;
        if (args is ["--rounds", var count, .. var rest])
            (rounds, args) = (int.Parse(count, CultureInfo.InvariantCulture), rest);
        string? python = Environment.GetEnvironmentVariable("KERASHOST_REFERENCE");
        if (python is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        Workload[] chosen = args.Length == 0 ? Workload.All : [.. args.Select(name => Array.Find(Workload.All, w => w.Name == name)
            ?? throw new ArgumentException($"Unknown workload {name}. Known: {string.Join(", ", Workload.All.Select(w => w.Name))}."))];
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, engine {Engines.Engine.Current.Name}, medians of {rounds} interleaved rounds of a second, after a warm-up");
        Console.WriteLine();
        Console.WriteLine("| workload | side | ms a step | first step after | peak memory | speed against it | memory against it |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (Workload workload in chosen)
            Compare(workload, rounds, python);
        return 0;
    }

    private static void Compare(Workload workload, int rounds, string python)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Compare", "reference_worker.py");
        var sides = new List<Side>();
        try
        {
            sides.Add(new("KerasHost", new ProcessStartInfo(Environment.ProcessPath!, ["worker", workload.Name])));
            sides.Add(new("tf_keras", new ProcessStartInfo(python, [script, "tf_keras", workload.Name])));
            sides.Add(new("Keras 3", new ProcessStartInfo(python, [script, "keras", workload.Name])));
            foreach (Side side in sides)
                side.WarmUp();
            for (int round = 0; round < rounds; round++)
                foreach (Side side in sides)
                    side.Round();
            Side here = sides[0];
            foreach (Side side in sides)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {workload.Name} | {side.Name} | {side.Median:F2} | {side.FirstStep:F2} s | {side.PeakMemory:F0} MiB | {side.Median / here.Median:F1}× | {here.PeakMemory / side.PeakMemory:F2} |"));
        }
        finally
        {
            foreach (Side side in sides)
                side.Dispose();
        }
    }
}
