using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace KerasHost.Engines.Cpu.Threading;

/// <summary>
/// A fork-join pool for kernels. Work comes as numbered blocks, the same ones for any number of threads, which threads claim one by one:
/// results do not depend on how many there are, and a thread whose core is busy elsewhere just claims fewer. Workers spin for a moment
/// after their last block, since the next kernel mostly follows at once, then sleep. The pool serves one caller at a time; nested and
/// concurrent calls run their blocks by themselves. Workers handle denormal numbers as the caller does.
/// </summary>
internal sealed unsafe class WorkerPool
{
    /// <summary>The environment variable that sets the number of threads.</summary>
    public const string Variable = "KERASHOST_THREADS";

    private const int SpinMicroseconds = 200;
    private const int SpinsBeforeYield = 20_000;

    // Fields that different threads write lie on cache lines of their own.
    [StructLayout(LayoutKind.Explicit, Size = 5 * 128)]
    private struct State
    {
        /// <summary>Generation of the job (upper half) and blocks that nobody has claimed yet (lower half).</summary>
        [FieldOffset(128)] public long Unclaimed;
        [FieldOffset(256)] public int Finished;
        [FieldOffset(384)] public int Sleeping;
        [FieldOffset(512)] public int Busy;
    }

    private readonly SemaphoreSlim _wake = new(0);
    private State _state;
    private int _workers;

    // The job; written before its blocks are published, stable until the last one is finished.
    private delegate*<void*, int, void> _body;
    private void* _context;
    private int _blocks;
    private int _threads;
    private bool _flushes;
    private ExceptionDispatchInfo? _error;

    /// <summary>The pool of this process.</summary>
    public static WorkerPool Shared { get; } = new();

    /// <summary>The number of threads that <c>KERASHOST_THREADS</c> sets, or that of the cores.</summary>
    /// <exception cref="KerasValueException">The variable is not a positive number.</exception>
    public static int DefaultThreads => ParseThreads(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The number of threads that this text sets; null or empty for one per core.</summary>
    public static int ParseThreads(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Environment.ProcessorCount;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) || threads is < 1 or > 1024)
            throw new KerasValueException($"{Variable} must be a whole number from 1 to 1024. Received: {text}");
        return threads;
    }

    /// <summary>
    /// Calls <paramref name="body"/> once with each number below <paramref name="blocks"/>, on up to <paramref name="threads"/> threads
    /// with this one; returns when all are done. The first exception of a block is thrown again here.
    /// </summary>
    public void Run(int threads, int blocks, delegate*<void*, int, void> body, void* context)
    {
        threads = Math.Min(threads, blocks);
        if (threads <= 1 || Interlocked.CompareExchange(ref _state.Busy, 1, 0) != 0)
        {
            for (int block = 0; block < blocks; block++)
                body(context, block);
            return;
        }
        EnsureWorkers(threads - 1);
        _body = body;
        _context = context;
        _blocks = blocks;
        _threads = threads;
        _flushes = DenormalNumbers.AreFlushed;
        _error = null;
        _state.Finished = 0;
        long generation = (Volatile.Read(ref _state.Unclaimed) >> 32) + 1;
        // A full fence: the sleeper count is read after the blocks are published.
        Interlocked.Exchange(ref _state.Unclaimed, (generation << 32) | (uint)blocks);
        int sleeping = Volatile.Read(ref _state.Sleeping);
        if (sleeping > 0)
            _wake.Release(Math.Min(sleeping, threads - 1));
        Work();
        for (int spins = 0; Volatile.Read(ref _state.Finished) < blocks; spins++)
        {
            if (spins < SpinsBeforeYield)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }
        ExceptionDispatchInfo? error = _error;
        Volatile.Write(ref _state.Busy, 0);
        error?.Throw();
    }

    // Claims and runs blocks until none is left.
    private void Work()
    {
        while (true)
        {
            long seen = Volatile.Read(ref _state.Unclaimed);
            if ((uint)seen == 0)
                return;
            if (Interlocked.CompareExchange(ref _state.Unclaimed, seen - 1, seen) != seen)
                continue;
            // Whoever claimed a block knows that its job is still running: the job's fields are its own.
            DenormalNumbers.Set(_flushes);
            try
            {
                _body(_context, _blocks - (int)(uint)seen);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(exception), null);
            }
            Interlocked.Increment(ref _state.Finished);
        }
    }

    private void EnsureWorkers(int count)
    {
        // Only the caller that holds the pool gets here.
        for (; _workers < count; _workers++)
        {
            int index = _workers;
            new Thread(() => Loop(index)) { IsBackground = true, Name = $"KerasHost worker {index + 1}" }.Start();
        }
    }

    private void Loop(int index)
    {
        while (true)
        {
            if (WaitForBlocks(index))
                Work();
        }
    }

    // Spins for a while, then sleeps. True when there are blocks for this worker.
    private bool WaitForBlocks(int index)
    {
        long start = Stopwatch.GetTimestamp();
        for (int spins = 0; ; spins++)
        {
            if (HasBlocks(index))
                return true;
            Thread.SpinWait(1);
            if ((spins & 63) == 63 && Stopwatch.GetElapsedTime(start).TotalMicroseconds > SpinMicroseconds)
                break;
        }
        Interlocked.Increment(ref _state.Sleeping);
        if (!HasBlocks(index))
            _wake.Wait();
        Interlocked.Decrement(ref _state.Sleeping);
        return HasBlocks(index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasBlocks(int index) => (uint)Volatile.Read(ref _state.Unclaimed) != 0 && index < Volatile.Read(ref _threads) - 1;
}
