namespace KerasHost.Engines.Cpu.Threading;

/// <summary>What a piece of a thread's memory is for.</summary>
internal enum ScratchSlot
{
    /// <summary>Exponentials of the rows of one block.</summary>
    Exponentials,
    /// <summary>Packed rows of the left factor of a matrix product.</summary>
    LeftFactor,
    /// <summary>Packed columns of the right factor, shared by all threads while the caller waits.</summary>
    RightFactor,
    /// <summary>Packed columns of the right factor for one block of the result.</summary>
    RightPanel,
    /// <summary>A tile at the edge of a result.</summary>
    EdgeTile,
    /// <summary>Partial results of a reduction.</summary>
    Partial,
    /// <summary>What a pass of a reduction gathered.</summary>
    Gathered,
    /// <summary>What the pass before gathered.</summary>
    GatheredBefore,
    /// <summary>What a recurrent layer needs for the rows of one block.</summary>
    Sequence,
    /// <summary>Transposed kernels and unrolled inputs of a recurrent layer, shared by all threads while the caller waits.</summary>
    SequenceFactors,
}
