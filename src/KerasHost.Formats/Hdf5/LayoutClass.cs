namespace KerasHost.Formats.Hdf5;

/// <summary>Where the values of a dataset are kept.</summary>
internal enum LayoutClass
{
    /// <summary>In the object header.</summary>
    Compact,
    /// <summary>In one piece.</summary>
    Contiguous,
    /// <summary>In blocks of equal shape, each perhaps filtered.</summary>
    Chunked,
    /// <summary>In other files.</summary>
    Virtual,
}
