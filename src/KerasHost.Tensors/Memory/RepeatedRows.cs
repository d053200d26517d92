namespace KerasHost;

/// <summary>
/// Rows that stand several times one behind the other, as the gradient of a mean does. Who needs them only once, such as the sum over the
/// rows of an embedding, reads the source; for everybody else they are written out at the first look.
/// </summary>
/// <param name="source">The rows; nothing may change them any more.</param>
/// <param name="rowLength">Elements a row.</param>
/// <param name="times">How often each row stands there.</param>
internal sealed class RepeatedRows(Tensor source, nint rowLength, nint times)
{
    /// <summary>The rows.</summary>
    public Tensor Source => source;

    /// <summary>Elements a row.</summary>
    public nint RowLength => rowLength;

    /// <summary>How often each row stands there.</summary>
    public nint Times => times;

    /// <summary>Whether the storage holds the numbers already.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>The rows that <paramref name="x"/> repeats when it is broadcast to a shape, or null when it does not repeat whole rows.</summary>
    public static RepeatedRows? Of(Tensor x, Shape shape)
    {
        if (x.ndim != shape.Rank || shape.Size == 0)
            return null;
        int first = 0, last = shape.Rank - 1;
        while (first <= last && x.shape.Dims[first] == shape.Dims[first])
            first++;
        while (last >= first && x.shape.Dims[last] == shape.Dims[last])
            last--;
        nint times = 1, length = 1;
        for (int axis = first; axis <= last; axis++)
        {
            if (x.shape.Dims[axis] != 1)
                return null;
            times *= shape.Dims[axis];
        }
        foreach (int size in shape.Dims[(last + 1)..])
            length *= size;
        return first > last ? null : new(x, length, times);
    }

    /// <summary>Writes the rows to the storage, which this tensor has alone.</summary>
    public void WriteTo(Tensor storage)
    {
        IsWritten = true;
        int rows = (int)(source.Length / rowLength);
        Engines.Engine.Current.Broadcast(source.View((rows, 1, (int)rowLength)), storage.View((rows, (int)times, (int)rowLength)));
    }
}
