using System.Runtime.InteropServices;

namespace KerasHost.Engines.Cpu.Threading;

/// <summary>
/// Native memory that a thread keeps for its kernels: packed panels, partial sums. A slot grows to what was asked of it and stays;
/// kernels that run inside one another on a thread use different slots.
/// </summary>
internal sealed unsafe class Scratch
{
    private const nuint Alignment = 64;

    [ThreadStatic]
    private static Scratch? t_own;

    private readonly nint[] _start = new nint[Enum.GetValues<ScratchSlot>().Length];
    private readonly long[] _size = new long[Enum.GetValues<ScratchSlot>().Length];

    ~Scratch()
    {
        foreach (nint start in _start)
            NativeMemory.AlignedFree((void*)start);
    }

    /// <summary>At least <paramref name="count"/> elements with undefined contents, for this thread until it asks for the slot again.</summary>
    public static T* Get<T>(ScratchSlot slot, nint count) where T : unmanaged
    {
        Scratch own = t_own ??= new();
        long bytes = (long)count * sizeof(T);
        int i = (int)slot;
        if (own._size[i] < bytes)
        {
            NativeMemory.AlignedFree((void*)own._start[i]);
            own._size[i] = 0;
            own._start[i] = (nint)NativeMemory.AlignedAlloc((nuint)(bytes + bytes / 2), Alignment);
            own._size[i] = bytes + bytes / 2;
        }
        return (T*)own._start[i];
    }
}
