namespace KerasHost;

/// <summary>
/// One entry of an index: an integer takes one element and drops the axis, a range or <c>slice(a, b, step)</c> keeps it,
/// <see cref="Ellipsis"/> stands for all axes between, <see cref="NewAxis"/> adds one.
/// </summary>
public readonly struct Slice
{
    private enum Kind : byte { Range, Index, Ellipsis, NewAxis }

    private readonly Kind _kind;

    private Slice(Kind kind, int? start, int? stop, int? step)
    {
        _kind = kind;
        Start = start;
        Stop = stop;
        Step = step;
    }

    /// <summary>Python's <c>slice(start, stop, step)</c>; null means what Python's None means.</summary>
    /// <exception cref="KerasValueException">The step is zero.</exception>
    public Slice(int? start, int? stop, int? step = null) : this(Kind.Range, start, stop, step)
    {
        if (step == 0)
            throw new KerasValueException("slice step cannot be zero");
    }

    /// <summary>First position, negative from the end, or null.</summary>
    public int? Start { get; }

    /// <summary>Position behind the last, negative from the end, or null.</summary>
    public int? Stop { get; }

    /// <summary>Distance between positions, or null for 1.</summary>
    public int? Step { get; }

    /// <summary>True when this is one position, which drops the axis.</summary>
    public bool IsIndex => _kind == Kind.Index;

    /// <summary>True for Python's <c>...</c>.</summary>
    public bool IsEllipsis => _kind == Kind.Ellipsis;

    /// <summary>True for Python's <c>None</c> in an index.</summary>
    public bool IsNewAxis => _kind == Kind.NewAxis;

    /// <summary>Python's <c>...</c>.</summary>
    public static Slice Ellipsis => new(Kind.Ellipsis, null, null, null);

    /// <summary>Python's <c>None</c> in an index: an axis of size 1.</summary>
    public static Slice NewAxis => new(Kind.NewAxis, null, null, null);

    /// <summary>Python's <c>:</c>.</summary>
    public static Slice All => new(Kind.Range, null, null, null);

    /// <summary>One position; negative from the end.</summary>
    public static implicit operator Slice(int index) => new(Kind.Index, index, null, null);

    /// <summary>One position, from either end.</summary>
    public static implicit operator Slice(Index index) => index.IsFromEnd ? -index.Value : index.Value;

    /// <summary>A C# range: <c>1..</c>, <c>..^1</c>.</summary>
    public static implicit operator Slice(Range range) => new(
        Kind.Range,
        range.Start.IsFromEnd ? (range.Start.Value == 0 ? int.MaxValue : -range.Start.Value) : range.Start.Value,
        range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value,
        null);

    /// <summary>The first position, the number of positions and the step on an axis of <paramref name="size"/> elements.</summary>
    /// <exception cref="IndexOutOfRangeException">An index outside the axis.</exception>
    public (int Start, int Count, int Step) Resolve(int size, int axis)
    {
        if (IsIndex)
        {
            int i = Start!.Value < 0 ? Start.Value + size : Start.Value;
            if ((uint)i >= (uint)size)
                throw new IndexOutOfRangeException($"index {Start} is out of bounds for axis {axis} with size {size}");
            return (i, 1, 1);
        }
        int step = Step ?? 1;
        int low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
        int start = Start is { } s ? Math.Clamp(s < 0 ? s + size : s, low, high) : step > 0 ? low : high;
        int stop = Stop is { } e ? Math.Clamp(e < 0 ? e + size : e, low, high) : step > 0 ? high : low;
        int count = step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step;
        return (start, Math.Max(0, count), step);
    }
}
