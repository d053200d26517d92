using KerasHost.Engines.Cpu;

namespace KerasHost.Engines;

/// <summary>The engine that runs all operations of this process.</summary>
public static class Engine
{
    /// <summary>The engine in use; the embedded one unless another was set.</summary>
    public static IEngine Current { get; set; } = new CpuEngine();
}
