namespace KerasHost.Formats.Hdf5;

/// <summary>How the chunks of a dataset are found (data layout message, version 4).</summary>
internal enum ChunkIndexType
{
    /// <summary>Layouts before version 4.</summary>
    BTreeVersion1,
    /// <summary>There is but one chunk.</summary>
    SingleChunk,
    /// <summary>All chunks lie one behind the other.</summary>
    Implicit,
    /// <summary>An array of fixed size.</summary>
    FixedArray,
    /// <summary>An array that grows along one dimension.</summary>
    ExtensibleArray,
    /// <summary>A tree, for several unlimited dimensions.</summary>
    BTreeVersion2,
}
