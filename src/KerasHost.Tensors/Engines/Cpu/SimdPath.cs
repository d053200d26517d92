namespace KerasHost.Engines.Cpu;

/// <summary>The vector instructions that the embedded engine uses.</summary>
public enum SimdPath
{
    /// <summary>128-bit vectors: every processor, ARM included.</summary>
    Portable,
    /// <summary>256-bit AVX2 with fused multiply-add.</summary>
    Avx2,
    /// <summary>512-bit AVX-512.</summary>
    Avx512,
}
