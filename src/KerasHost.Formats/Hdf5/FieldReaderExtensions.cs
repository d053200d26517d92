using KerasHost.Formats.Common;

namespace KerasHost.Formats.Hdf5;

/// <summary>What HDF5 structures need beyond plain fields.</summary>
internal static class FieldReaderExtensions
{
    /// <summary>Passes over padding up to a multiple of eight bytes, counted from <paramref name="start"/>.</summary>
    internal static void AlignFrom(this ref FieldReader reader, int start, string field) =>
        reader.Skip((8 - (reader.Position - start) % 8) % 8, field);
}
