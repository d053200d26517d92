using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>
/// Writes HDF5 files as h5py does by default: superblock 0, old-style groups, object headers of version 1; every HDF5 library reads them.
/// Values go to the file as they are given; groups and attributes are written at the end.
/// </summary>
public sealed class Hdf5Writer
{
    private const int SuperblockSize = 96;

    internal Hdf5Writer(Stream stream)
    {
        File = new(stream, SuperblockSize);
        GlobalHeap = new(File);
    }

    internal FileAllocator File { get; }

    internal GlobalHeapWriter GlobalHeap { get; }

    /// <summary>Writes a file, or replaces one; if anything fails the old one stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="build">Adds groups, datasets and attributes to the root group.</param>
    /// <exception cref="IOException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Hdf5GroupWriter> build) => AtomicFile.Write(path, stream => Write(stream, build));

    /// <summary>Writes a file of tensors alone; their names are paths.</summary>
    /// <exception cref="IOException">The folder is missing or not writable, or the disk is full.</exception>
    /// <exception cref="KerasTypeException">A tensor holds text or objects.</exception>
    public static void Write(string path, IEnumerable<TensorSource> tensors) => Write(path, root =>
    {
        foreach (var tensor in tensors)
            root.WriteDataset(tensor);
    });

    /// <summary>Writes a file into a stream that can seek, from its position on.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="build">Adds groups, datasets and attributes to the root group.</param>
    public static void Write(Stream stream, Action<Hdf5GroupWriter> build)
    {
        var writer = new Hdf5Writer(stream);
        var root = new Hdf5GroupWriter(writer, "/");
        build(root);
        var written = root.Finish();
        writer.GlobalHeap.Finish();
        writer.File.Write(0, new StructureBuilder().Append(Superblock.Signature)
            .Zeros(5).Byte(8).Byte(8).Byte(0)
            .UInt16(SymbolTableWriter.LeafK).UInt16(SymbolTableWriter.InternalK).UInt32(0)
            .Int64(0).Int64(-1).Int64(writer.File.End).Int64(-1)
            .Int64(0).Int64(written.HeaderAddress).UInt32(1).UInt32(0).Append(written.SymbolTable).Bytes);
        writer.File.Finish();
    }
}
