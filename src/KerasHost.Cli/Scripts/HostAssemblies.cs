using System.Reflection;

namespace KerasHost.Cli.Scripts;

/// <summary>The host's own assemblies, which every script refers to.</summary>
internal static class HostAssemblies
{
    /// <summary>The tool itself, Keras, formats and tensors.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
    [
        typeof(HostAssemblies).Assembly,
        typeof(Hosting.HostOptions).Assembly,
        Assembly.Load(new AssemblyName("KerasHost.Formats")),
        typeof(KerasException).Assembly,
    ];
}
