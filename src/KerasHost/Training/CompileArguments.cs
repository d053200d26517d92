using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Optimizers;

namespace KerasHost.Training;

/// <summary>The arguments of <c>compile</c>, for files of the model.</summary>
internal sealed record CompileArguments(
    OptimizerArg Optimizer,
    LossArg Loss,
    MetricList? Metrics,
    LossWeights? LossWeights,
    MetricList? WeightedMetrics,
    bool RunEagerly,
    bool? JitCompile);
