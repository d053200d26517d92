namespace KerasHost.Formats.Hdf5;

/// <summary>An object that is in the file.</summary>
/// <param name="HeaderAddress">Its object header.</param>
/// <param name="SymbolTable">A group's addresses of B-tree and local heap; empty for a dataset.</param>
internal readonly record struct WrittenObject(long HeaderAddress, byte[] SymbolTable);
