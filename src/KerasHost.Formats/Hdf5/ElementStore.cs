namespace KerasHost.Formats.Hdf5;

/// <summary>Where the elements of a dataset or attribute come from.</summary>
internal abstract class ElementStore
{
    /// <summary>Reads all elements.</summary>
    /// <param name="destination">Room for <paramref name="valuesPerElement"/> values an element.</param>
    /// <param name="valuesPerElement">More than one for array types and for elements taken as bytes.</param>
    /// <param name="decoder">The conversion, or null when the stored bytes are the values.</param>
    internal abstract void Read<T>(Span<T> destination, int valuesPerElement, ElementDecoder<T>? decoder) where T : unmanaged;
}
