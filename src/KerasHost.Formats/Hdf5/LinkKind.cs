namespace KerasHost.Formats.Hdf5;

/// <summary>Where a link leads.</summary>
internal enum LinkKind
{
    /// <summary>To an object header.</summary>
    Hard,
    /// <summary>To a path in this file.</summary>
    Soft,
    /// <summary>To a path in another file.</summary>
    External,
    /// <summary>To what only the program knows that made it.</summary>
    UserDefined,
}
