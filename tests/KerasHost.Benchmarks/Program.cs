using BenchmarkDotNet.Running;
using KerasHost.Benchmarks;
using KerasHost.Benchmarks.Compare;

return args switch
{
    ["peak", .. var rest] => PeakCommand.Run(rest),
    ["load", .. var rest] => LoadCommand.Run(rest),
    ["input", .. var rest] => InputCommand.Run(rest),
    ["compare", .. var rest] => CompareCommand.Run(rest),
    ["worker", var name] => Worker.Run(name),
    _ => Micro(args),
};

static int Micro(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(PeakCommand).Assembly).Run(args);
    return 0;
}
