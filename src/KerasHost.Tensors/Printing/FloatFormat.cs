namespace KerasHost.Printing;

/// <summary>Float elements: decides between exponents and none, and lines up the points, from all shown elements.</summary>
internal sealed class FloatFormat : IElementFormat
{
    private readonly bool _exponents;
    private readonly int _precision, _minDigits, _padLeft, _padRight, _exponentDigits;
    private readonly Trim _trim = Trim.LeavePoint;

    public FloatFormat(DTypeCode type, IReadOnlyList<object?> elements, PrintOptions options)
    {
        _precision = options.precision;
        double largest = 0, smallest = double.PositiveInfinity;
        bool anyFinite = false, anyOther = false, anyNegativeInfinity = false;
        foreach (object? element in elements)
        {
            double value = Value(element);
            if (!double.IsFinite(value))
            {
                anyOther = true;
                anyNegativeInfinity |= double.IsNegativeInfinity(value);
                continue;
            }
            anyFinite = true;
            if (value == 0)
                continue;
            largest = Math.Max(largest, Math.Abs(value));
            smallest = Math.Min(smallest, Math.Abs(value));
        }
        _exponents = largest != 0
            && (largest >= 1e8 || !options.suppress && (smallest < 0.0001 || Ratio(type, largest, smallest) > 1000));

        if (_exponents)
        {
            int fraction = 0;
            foreach (object? element in elements)
            {
                if (!double.IsFinite(Value(element)))
                    continue;
                string text = FloatText.Scientific(Split(element), _precision, 0, Trim.LeavePoint);
                int point = text.IndexOf('.'), e = text.IndexOf('e');
                _padLeft = Math.Max(_padLeft, point);
                fraction = Math.Max(fraction, e - point - 1);
                _exponentDigits = Math.Max(_exponentDigits, text.Length - e - 2);
            }
            _trim = Trim.Keep;
            _precision = _minDigits = fraction;
            _padRight = _exponentDigits + 2 + fraction;
        }
        else if (anyFinite)
        {
            foreach (object? element in elements)
            {
                if (!double.IsFinite(Value(element)))
                    continue;
                string text = FloatText.Positional(Split(element), _precision, 0, Trim.LeavePoint);
                int point = text.IndexOf('.');
                _padLeft = Math.Max(_padLeft, point);
                _padRight = Math.Max(_padRight, text.Length - point - 1);
            }
        }
        if (anyOther)
            _padLeft = Math.Max(_padLeft, (anyNegativeInfinity ? 4 : 3) - _padRight - 1);
    }

    public string Format(object? element)
    {
        double value = Value(element);
        if (!double.IsFinite(value))
            return FloatText.NonFinite(value).PadLeft(_padLeft + _padRight + 1);
        return _exponents
            ? FloatText.Scientific(Split(element), _precision, _minDigits, _trim, _padLeft, _exponentDigits)
            : FloatText.Positional(Split(element), _precision, 0, _trim, _padLeft, _padRight);
    }

    private static double Value(object? element) => element switch
    {
        float f => f,
        Half h => (double)h,
        _ => (double)element!,
    };

    private static BinaryFloat Split(object? element) => element switch
    {
        float f => BinaryFloat.Of(f),
        Half h => BinaryFloat.Of(h),
        _ => BinaryFloat.Of((double)element!),
    };

    /// <summary>The quotient in the elements' own precision, as NumPy takes it.</summary>
    private static double Ratio(DTypeCode type, double largest, double smallest) => type switch
    {
        DTypeCode.Float32 => (float)largest / (float)smallest,
        DTypeCode.Float16 => (double)((Half)largest / (Half)smallest),
        _ => largest / smallest,
    };
}
