namespace KerasHost.Formats.Pickle;

/// <summary>A value on the stack: a reference, or an integer or float in place, so that numbers cost no allocation.</summary>
internal readonly struct PickleValue
{
    private static readonly object s_int = new();
    private static readonly object s_float = new();
    private static readonly object s_true = true;
    private static readonly object s_false = false;

    private readonly object? _reference;
    private readonly long _bits;

    private PickleValue(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    public static PickleValue None => default;

    public bool IsInt => ReferenceEquals(_reference, s_int);

    /// <summary>The integer; valid only when <see cref="IsInt"/>.</summary>
    public long Int => _bits;

    public bool IsInt32 => IsInt && _bits == (int)_bits;

    /// <summary>The object, where the value is one that is kept by reference.</summary>
    public T? As<T>() where T : class => _reference as T;

    public static PickleValue Of(long value) => new(s_int, value);

    public static PickleValue Of(double value) => new(s_float, BitConverter.DoubleToInt64Bits(value));

    public static PickleValue Of(bool value) => new(value ? s_true : s_false, 0);

    public static PickleValue Of(object? value) => value switch
    {
        long i => Of(i),
        double d => Of(d),
        bool b => Of(b),
        _ => new(value, 0),
    };

    /// <summary>The value as users see it; numbers are boxed.</summary>
    public object? ToObject() => IsInt ? _bits : ReferenceEquals(_reference, s_float) ? BitConverter.Int64BitsToDouble(_bits) : _reference;
}
