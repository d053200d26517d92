using System.Runtime.Intrinsics.X86;

namespace KerasHost.Engines.Cpu;

/// <summary>Which vector instructions this machine has, and which to use.</summary>
internal static class SimdPaths
{
    /// <summary>The environment variable that chooses by hand.</summary>
    public const string Variable = "KERASHOST_SIMD";

    /// <summary>True when this machine can run the path.</summary>
    public static bool IsSupported(SimdPath path) => path switch
    {
        SimdPath.Avx512 => Avx512F.IsSupported && Avx512DQ.IsSupported && Avx512BW.IsSupported && Avx512F.VL.IsSupported && Fma.IsSupported,
        SimdPath.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        _ => true,
    };

    /// <summary>The widest path that this machine has.</summary>
    public static SimdPath Best =>
        IsSupported(SimdPath.Avx512) ? SimdPath.Avx512 : IsSupported(SimdPath.Avx2) ? SimdPath.Avx2 : SimdPath.Portable;

    /// <summary>The name by which <see cref="Variable"/> chooses the path.</summary>
    public static string Name(SimdPath path) => path switch
    {
        SimdPath.Avx512 => "avx512",
        SimdPath.Avx2 => "avx2",
        _ => "portable",
    };

    /// <summary>The path with this name, or the best one when the name is null or empty.</summary>
    /// <exception cref="KerasValueException">No path has the name, or this machine cannot run it.</exception>
    public static SimdPath Parse(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return Best;
        SimdPath path = name switch
        {
            "avx512" => SimdPath.Avx512,
            "avx2" => SimdPath.Avx2,
            "portable" => SimdPath.Portable,
            _ => throw new KerasValueException($"{Variable} must be avx512, avx2 or portable. Received: {name}"),
        };
        return IsSupported(path) ? path : throw Unsupported(path);
    }

    /// <summary>The error for a path that this machine cannot run.</summary>
    public static KerasValueException Unsupported(SimdPath path) =>
        new($"This processor does not have the instructions of {Variable}={Name(path)}; the best it has is {Name(Best)}.");
}
