using System.Diagnostics;
using System.Globalization;
using KerasHost.Models;

namespace KerasHost.Benchmarks;

/// <summary>
/// <c>load [MB]</c>: a model of so many megabytes (500) in HDF5, loaded and inspected, against a plain read of the file. Each side runs in a
/// process of its own, in turn; the best times count, since other programs only ever make a run slower. The file comes from the system's cache.
/// </summary>
internal static class LoadCommand
{
    private const int Rounds = 5;
    private const int Width = 1024;

    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["--make", var path, var size]:
                Make(path, long.Parse(size, CultureInfo.InvariantCulture));
                return 0;
            case ["--read", var path]:
                Report(() => File.ReadAllBytes(path));
                return 0;
            case ["--model", var path, var small]:
                // Compiling the loader takes as long whatever the size.
                keras.models.load_model(small, compile: false);
                Report(() => keras.models.load_model(path, compile: false));
                return 0;
        }
        int megabytes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        string folder = Directory.CreateTempSubdirectory("kerashost-load-").FullName;
        try
        {
            foreach (string name in (string[])["model.h5", "model.keras"])
                Compare(Path.Join(folder, name), megabytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Compare(string path, int megabytes)
    {
        string small = Path.Join(Path.GetDirectoryName(path), "small" + Path.GetExtension(path));
        Start(Environment.ProcessPath!, "load", "--make", path, megabytes.ToString(CultureInfo.InvariantCulture));
        Start(Environment.ProcessPath!, "load", "--make", small, "1");
        double read = double.MaxValue, load = double.MaxValue, added = 0, start = double.MaxValue, inspect = double.MaxValue;
        string tool = Path.GetFullPath(Path.Join(AppContext.BaseDirectory, "../../../../../src/KerasHost.Cli/bin/Release/net10.0/KerasHost.Cli"));
        for (int round = 0; round < Rounds; round++)
        {
            read = Math.Min(read, Measured("--read", path).Seconds);
            (double seconds, double memory) = Measured("--model", path, small);
            (load, added) = (Math.Min(load, seconds), Math.Max(added, memory));
            if (!File.Exists(tool))
                continue;
            start = Math.Min(start, Seconds(tool, "--version"));
            inspect = Math.Min(inspect, Seconds(tool, "inspect", path));
        }
        double size = new FileInfo(path).Length / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)}, {size:F0} MB: read {read:F3} s, load_model {load:F3} s, {load / read:F2} times; memory beyond the tensors {added - size:F0} MB"));
        Console.WriteLine(File.Exists(tool)
            ? string.Create(CultureInfo.InvariantCulture, $"kerashost inspect: {inspect:F3} s, of which {start:F3} s start the tool")
            : $"kerashost inspect: not measured, there is no {tool}");
    }

    // Tables and gates of several sizes: most of a large model is in few arrays.
    private static void Make(string path, long megabytes)
    {
        int width = megabytes > 100 ? Width : 16;
        long rest = (megabytes * 1_000_000 / 4) - (2L * width * 4 * width) - (width * width * 2);
        Model model = keras.Sequential([
            keras.Input([10]),
            keras.layers.Embedding((int)Math.Max(1, rest / width), width, embeddings_initializer: "ones"),
            keras.layers.LSTM(width, recurrent_initializer: "ones", return_sequences: true),
            keras.layers.Dense(width),
            keras.layers.Dense(width),
        ]);
        model.save(path);
    }

    private static void Report<T>(Func<T> load)
    {
        long before = ResidentMemory("VmRSS");
        long start = Stopwatch.GetTimestamp();
        T result = load();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:R} {(ResidentMemory("VmHWM") - before) / 1e6:R}"));
        GC.KeepAlive(result);
    }

    // Peak or present memory in bytes, as Linux tells it.
    private static long ResidentMemory(string field) => File.Exists("/proc/self/status")
        ? 1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        : Process.GetCurrentProcess().PeakWorkingSet64;

    private static (double Seconds, double Memory) Measured(params string[] arguments)
    {
        string[] numbers = Start(Environment.ProcessPath!, ["load", .. arguments]).Split(' ');
        return (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private static double Seconds(string program, params string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        Start(program, arguments);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }
}
