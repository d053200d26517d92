using KerasHost.Engines.Cpu;

namespace KerasHost.Tensors.Tests.Engines;

public class SimdPathTests
{
    [Fact]
    public void NamesChoosePaths()
    {
        Assert.Equal(SimdPaths.Best, SimdPaths.Parse(null));
        Assert.Equal(SimdPaths.Best, SimdPaths.Parse(""));
        Assert.Equal(SimdPath.Portable, SimdPaths.Parse("portable"));
        Assert.Equal("cpu-portable", new CpuEngine(SimdPath.Portable, 1).Name);
    }

    [Fact]
    public void UnknownNamesAreErrors()
    {
        Assert.Equal("KERASHOST_SIMD must be avx512, avx2 or portable. Received: sse9", Assert.Throws<KerasValueException>(() => SimdPaths.Parse("sse9")).Message);
        Assert.Contains("does not have the instructions of KERASHOST_SIMD=avx512", SimdPaths.Unsupported(SimdPath.Avx512).Message);
    }
}
