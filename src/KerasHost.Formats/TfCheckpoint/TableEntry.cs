using KerasHost.Formats.Common;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>An entry of a table.</summary>
/// <param name="Key">The key, a character a byte.</param>
/// <param name="Value">The value.</param>
/// <param name="Offset">Where the value begins; in packed blocks, counted from where the block begins.</param>
internal sealed record TableEntry(string Key, ReadOnlyMemory<byte> Value, long Offset)
{
    /// <summary>A reader of the value.</summary>
    public FieldReader Reader(FileSource source) => new(Value.Span, source.Path, Offset);
}
