using BenchmarkDotNet.Running;
using KerasHost.Benchmarks;

if (args is ["peak", .. var rest])
    return PeakCommand.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(PeakCommand).Assembly).Run(args);
return 0;
