using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.Tensors.Tests.Engines;

public unsafe class WorkerPoolTests
{
    private struct Counts
    {
        public int* Calls;
        public int Inner;
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1)]
    [InlineData(2, 1000)]
    [InlineData(5, 7)]
    [InlineData(8, 1000)]
    [InlineData(3, 0)]
    public void EveryBlockRunsOnce(int threads, int blocks)
    {
        int* calls = stackalloc int[Math.Max(blocks, 1)];
        for (int repeat = 0; repeat < 200; repeat++)
        {
            new Span<int>(calls, blocks).Clear();
            var counts = new Counts { Calls = calls };
            WorkerPool.Shared.Run(threads, blocks, &Count, &counts);
            Assert.True(new Span<int>(calls, blocks).IndexOfAnyExcept(1) < 0);
        }
    }

    [Fact]
    public void NestedCallsRunInline()
    {
        const int blocks = 20;
        int* calls = stackalloc int[blocks * blocks];
        var counts = new Counts { Calls = calls, Inner = blocks };
        WorkerPool.Shared.Run(4, blocks, &Nested, &counts);
        Assert.True(new Span<int>(calls, blocks * blocks).IndexOfAnyExcept(1) < 0);
    }

    [Fact]
    public void SeveralCallersAtOnceAreServed()
    {
        int wrong = 0;
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            int* calls = stackalloc int[64];
            for (int repeat = 0; repeat < 300; repeat++)
            {
                new Span<int>(calls, 64).Clear();
                var counts = new Counts { Calls = calls };
                WorkerPool.Shared.Run(3, 64, &Count, &counts);
                if (new Span<int>(calls, 64).IndexOfAnyExcept(1) >= 0)
                    Interlocked.Increment(ref wrong);
            }
        }))];
        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            caller.Join();
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void AnErrorReachesTheCallerAndThePoolGoesOn()
    {
        for (int repeat = 0; repeat < 50; repeat++)
            Assert.Equal("block 7", Assert.Throws<KerasValueException>(() => WorkerPool.Shared.Run(3, 20, &Failing, null)).Message);
        EveryBlockRunsOnce(3, 100);
    }

    [Fact]
    public void SleepingWorkersWake()
    {
        for (int repeat = 0; repeat < 5; repeat++)
        {
            // Longer than workers spin.
            Thread.Sleep(5);
            EveryBlockRunsOnce(3, 50);
        }
    }

    [Fact]
    public void TheVariableSetsTheNumberOfThreads()
    {
        Assert.Equal(Environment.ProcessorCount, WorkerPool.ParseThreads(null));
        Assert.Equal(Environment.ProcessorCount, WorkerPool.ParseThreads(""));
        Assert.Equal(3, WorkerPool.ParseThreads("3"));
        foreach (string wrong in (string[])["0", "-1", "two", "1.5", "100000"])
            Assert.Equal($"KERASHOST_THREADS must be a whole number from 1 to 1024. Received: {wrong}", Assert.Throws<KerasValueException>(() => WorkerPool.ParseThreads(wrong)).Message);
    }

    private static void Count(void* context, int block) => Interlocked.Increment(ref ((Counts*)context)->Calls[block]);

    private static void Nested(void* context, int block)
    {
        Counts outer = *(Counts*)context;
        var inner = new Counts { Calls = outer.Calls + block * outer.Inner };
        WorkerPool.Shared.Run(4, outer.Inner, &Count, &inner);
    }

    private static void Failing(void* context, int block)
    {
        if (block == 7)
            throw new KerasValueException("block 7");
    }
}
