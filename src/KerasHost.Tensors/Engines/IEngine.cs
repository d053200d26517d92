namespace KerasHost.Engines;

/// <summary>What runs the operations: kernels only. It knows nothing of gradients but the recurrent ones, and makes no random numbers.</summary>
public interface IEngine : IElementwiseEngine, IReduceEngine, IGemmEngine, ILayoutEngine, IRecurrentEngine, IOptimizerEngine
{
    /// <summary>A short name, such as <c>cpu-avx512</c>.</summary>
    string Name { get; }
}
