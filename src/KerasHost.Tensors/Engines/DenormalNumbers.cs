using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasHost.Engines;

/// <summary>
/// Whether the processor takes denormal numbers, those below the smallest normal one (1.2e-38 in float32), for zeros on a thread. TensorFlow
/// has it so. Processors handle denormals a hundred times slower than others, and what vanishes over many timesteps ends as such.
/// The mode is a setting of the processor for each thread, which the C library of the system changes. Where this is not one of those known
/// here, denormals stay: results differ by less than the smallest normal number, steps that meet them are slower.
/// </summary>
internal static unsafe partial class DenormalNumbers
{
    // Flush to zero and denormals are zero in the control word of the vector unit, which ends the environment that glibc and musl keep.
    private const uint Flush = 0x8040;
    private const int EnvironmentSize = 32, ControlWord = 28;

    // The mode of denormals and its value for zeros in Windows' floating-point control.
    private const uint WindowsMask = 0x0300_0000, WindowsFlush = 0x0100_0000;

    private static readonly bool s_isLinux = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly bool s_isWindows = OperatingSystem.IsWindows() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly bool s_known = Works();

    [ThreadStatic]
    private static bool t_flushed;

    /// <summary>Whether this system's setting is known.</summary>
    public static bool AreKnown => s_known;

    /// <summary>Whether they are zeros on this thread.</summary>
    public static bool AreFlushed => t_flushed;

    /// <summary>Makes them zeros on this thread until the result is disposed.</summary>
    public static Mode FlushOnThread()
    {
        bool before = t_flushed;
        Set(true);
        return new(before);
    }

    /// <summary>Sets the mode of this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(bool flush)
    {
        if (t_flushed == flush || !s_known)
            return;
        Change(flush);
        t_flushed = flush;
    }

    /// <summary>The mode before a scope.</summary>
    internal readonly ref struct Mode(bool before)
    {
        private readonly bool _before = before;

        /// <summary>Restores it.</summary>
        public void Dispose() => Set(_before);
    }

    private static void Change(bool flush)
    {
        if (s_isWindows)
        {
            _ = WindowsControl(out _, flush ? WindowsFlush : 0, WindowsMask);
            return;
        }
        byte* environment = stackalloc byte[EnvironmentSize];
        _ = GetEnvironment(environment);
        uint* control = (uint*)(environment + ControlWord);
        *control = flush ? *control | Flush : *control & ~Flush;
        _ = SetEnvironment(environment);
    }

    private static bool Works()
    {
        if (!s_isLinux && !s_isWindows)
            return false;
        try
        {
            Change(true);
            bool flushed = Product(1e-20f, 1e-20f) == 0;
            Change(false);
            return flushed && Product(1e-20f, 1e-20f) != 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Product(float a, float b) => a * b;

    [LibraryImport("libm.so.6", EntryPoint = "fegetenv")]
    [SuppressGCTransition]
    private static partial int GetEnvironment(byte* environment);

    [LibraryImport("libm.so.6", EntryPoint = "fesetenv")]
    [SuppressGCTransition]
    private static partial int SetEnvironment(byte* environment);

    [LibraryImport("ucrtbase", EntryPoint = "_controlfp_s")]
    [SuppressGCTransition]
    private static partial int WindowsControl(out uint current, uint control, uint mask);
}
