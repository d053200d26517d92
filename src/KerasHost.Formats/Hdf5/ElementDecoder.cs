namespace KerasHost.Formats.Hdf5;

/// <summary>Turns stored elements into values; the destination's length says how many values there are.</summary>
internal delegate void ElementDecoder<T>(ReadOnlySpan<byte> stored, Span<T> destination);
