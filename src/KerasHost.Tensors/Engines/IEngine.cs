namespace KerasHost.Engines;

/// <summary>What runs the operations: kernels only. It knows nothing of gradients and makes no random numbers.</summary>
public interface IEngine : IElementwiseEngine, IReduceEngine, IGemmEngine, ILayoutEngine, IOptimizerEngine
{
    /// <summary>A short name, such as <c>cpu-avx512</c>.</summary>
    string Name { get; }
}
