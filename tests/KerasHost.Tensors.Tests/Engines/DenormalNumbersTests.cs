using KerasHost.Engines;
using KerasHost.Engines.Cpu;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Denormal numbers are zeros in a step, as in TensorFlow, where <c>tf.constant(1e-20) * 1e-20</c> is 0, and numbers outside of it, as in NumPy.</summary>
public class DenormalNumbersTests
{
    [KnownModeFact]
    public void AStepHasNone()
    {
        Assert.Equal(1000, NonZeros(1000));
        using (StepScope.Begin(new StepArena()))
        {
            Assert.Equal(0, NonZeros(1000));
            using (StepScope.Suspend())
                Assert.Equal(1000, NonZeros(1000));
            Assert.Equal(0, NonZeros(1000));
        }
        Assert.Equal(1000, NonZeros(1000));
    }

    // Large enough for several threads: workers do as their caller does, also those that did otherwise a moment ago.
    [KnownModeFact]
    public void WorkersDoAsTheirCaller()
    {
        IEngine before = Engine.Current;
        Engine.Current = new CpuEngine(SimdPath.Portable, 4);
        try
        {
            for (int repeat = 0; repeat < 50; repeat++)
            {
                Assert.Equal(1_000_000, NonZeros(1_000_000));
                using (StepScope.Begin(new StepArena()))
                    Assert.Equal(0, NonZeros(1_000_000));
            }
        }
        finally
        {
            Engine.Current = before;
        }
    }

    private static int NonZeros(int size)
    {
        Tensor small = Op.Fill(Shape.Of(size), 1e-20, DType.Float32);
        int count = 0;
        foreach (float value in Op.Multiply(small, small).AsSpan<float>())
            count += BitConverter.SingleToUInt32Bits(value) != 0 ? 1 : 0;
        return count;
    }

    /// <summary>A test for systems whose setting of the processor is known.</summary>
    private sealed class KnownModeFactAttribute : FactAttribute
    {
        public KnownModeFactAttribute()
        {
            if (!DenormalNumbers.AreKnown)
                Skip = "how to set the mode of denormal numbers is not known for this system";
        }
    }
}
