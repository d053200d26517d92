using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using KerasHost.Printing;

namespace KerasHost.Numpy;

/// <summary>Elements of one type as another, as NumPy casts: floats are cut off, integers wrap, everything but zero is True.</summary>
internal static class Casting
{
    /// <summary>The elements of an array without gaps as another type.</summary>
    public static Elements Convert(NDArray source, DType target) => source.dtype.Code switch
    {
        DTypeCode.Float32 => FromNumbers(source.Items<float>(), target),
        DTypeCode.Float64 => FromNumbers(source.Items<double>(), target),
        DTypeCode.Float16 => FromNumbers(source.Items<Half>(), target),
        DTypeCode.BFloat16 => FromNumbers<float>(Widen(source.Items<BFloat16>()), target),
        DTypeCode.Int8 => FromNumbers(source.Items<sbyte>(), target),
        DTypeCode.Int16 => FromNumbers(source.Items<short>(), target),
        DTypeCode.Int32 => FromNumbers(source.Items<int>(), target),
        DTypeCode.Int64 => FromNumbers(source.Items<long>(), target),
        DTypeCode.UInt8 => FromNumbers(source.Items<byte>(), target),
        DTypeCode.UInt16 => FromNumbers(source.Items<ushort>(), target),
        DTypeCode.UInt32 => FromNumbers(source.Items<uint>(), target),
        DTypeCode.UInt64 => FromNumbers(source.Items<ulong>(), target),
        DTypeCode.Bool => FromBools(source.Items<bool>(), target),
        DTypeCode.String => FromObjects(source.Items<string>(), target),
        _ => FromObjects(source.Items<object?>(), target),
    };

    /// <summary>A value as an element of a type.</summary>
    /// <exception cref="KerasValueException">Text or an object that is no such number.</exception>
    private static T Number<T>(object? value)
        where T : unmanaged, INumber<T>
    {
        switch (value)
        {
            case string text:
                return Parse<T>(text);
            case bool b:
                return b ? T.One : T.Zero;
            case sbyte or short or int or long or byte or ushort or uint:
                return T.CreateTruncating(System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
            case ulong u:
                return T.CreateTruncating(u);
            case float or double or Half or decimal:
                return Number<double, T>(value is Half h ? (double)h : System.Convert.ToDouble(value, CultureInfo.InvariantCulture));
            case NDArray { size: 1 } array:
                return Number<T>(array.item());
            case null:
                throw new KerasTypeException($"{(DType.Of(typeof(T)).is_integer ? "int" : "float")}() argument must be a string or a real number, not 'NoneType'");
            default:
                throw new KerasValueException("setting an array element with a sequence.");
        }
    }

    private static T Parse<T>(string text)
        where T : unmanaged, INumber<T>
    {
        string trimmed = text.Trim();
        if (DType.Of(typeof(T)).is_integer)
        {
            if (BigInteger.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger whole))
                return T.CreateTruncating(whole);
            throw new KerasValueException($"invalid literal for int() with base 10: {PythonText.Quote(text)}");
        }
        if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return T.CreateTruncating(number);
        return trimmed.TrimStart('+').ToLowerInvariant() switch
        {
            "inf" or "infinity" => T.CreateTruncating(double.PositiveInfinity),
            "-inf" or "-infinity" => T.CreateTruncating(double.NegativeInfinity),
            "nan" or "-nan" => T.CreateTruncating(double.NaN),
            _ => throw new KerasValueException($"could not convert string to float: {PythonText.Quote(text)}"),
        };
    }

    private static Elements FromNumbers<T>(ReadOnlySpan<T> source, DType target)
        where T : unmanaged, INumber<T>
    {
        switch (target.Code)
        {
            case DTypeCode.Float32:
                return Map<T, float>(source);
            case DTypeCode.Float64:
                return Map<T, double>(source);
            case DTypeCode.Float16:
                return Map<T, Half>(source);
            case DTypeCode.BFloat16:
                return new TypedElements<BFloat16>(Narrow(Map<T, float>(source).Items));
            case DTypeCode.Int8:
                return Map<T, sbyte>(source);
            case DTypeCode.Int16:
                return Map<T, short>(source);
            case DTypeCode.Int32:
                return Map<T, int>(source);
            case DTypeCode.Int64:
                return Map<T, long>(source);
            case DTypeCode.UInt8:
                return Map<T, byte>(source);
            case DTypeCode.UInt16:
                return Map<T, ushort>(source);
            case DTypeCode.UInt32:
                return Map<T, uint>(source);
            case DTypeCode.UInt64:
                return Map<T, ulong>(source);
            case DTypeCode.Bool:
                var flags = new bool[source.Length];
                for (int i = 0; i < flags.Length; i++)
                    flags[i] = !T.IsZero(source[i]);
                return new TypedElements<bool>(flags);
            case DTypeCode.String:
                var texts = new string[source.Length];
                for (int i = 0; i < texts.Length; i++)
                    texts[i] = PythonText.Str(source[i]);
                return new TypedElements<string>(texts);
            default:
                var objects = new object?[source.Length];
                for (int i = 0; i < objects.Length; i++)
                    objects[i] = NDArray.PythonValue(source[i]);
                return new TypedElements<object?>(objects);
        }
    }

    private static Elements FromBools(ReadOnlySpan<bool> source, DType target)
    {
        if (target.Code is DTypeCode.String or DTypeCode.Object)
            return FromObjects<object?>([.. source.ToArray().Select(b => (object?)b)], target);
        return FromNumbers(MemoryMarshal.Cast<bool, byte>(source), target);
    }

    private static Elements FromObjects<T>(ReadOnlySpan<T> source, DType target)
    {
        switch (target.Code)
        {
            case DTypeCode.Float32:
                return Unbox<T, float>(source);
            case DTypeCode.Float64:
                return Unbox<T, double>(source);
            case DTypeCode.Float16:
                return Unbox<T, Half>(source);
            case DTypeCode.BFloat16:
                return new TypedElements<BFloat16>(Narrow(Unbox<T, float>(source).Items));
            case DTypeCode.Int8:
                return Unbox<T, sbyte>(source);
            case DTypeCode.Int16:
                return Unbox<T, short>(source);
            case DTypeCode.Int32:
                return Unbox<T, int>(source);
            case DTypeCode.Int64:
                return Unbox<T, long>(source);
            case DTypeCode.UInt8:
                return Unbox<T, byte>(source);
            case DTypeCode.UInt16:
                return Unbox<T, ushort>(source);
            case DTypeCode.UInt32:
                return Unbox<T, uint>(source);
            case DTypeCode.UInt64:
                return Unbox<T, ulong>(source);
            case DTypeCode.Bool:
                var flags = new bool[source.Length];
                for (int i = 0; i < flags.Length; i++)
                    flags[i] = IsTrue(source[i]);
                return new TypedElements<bool>(flags);
            case DTypeCode.String:
                var texts = new string[source.Length];
                for (int i = 0; i < texts.Length; i++)
                    texts[i] = PythonText.Str(source[i]);
                return new TypedElements<string>(texts);
            default:
                var objects = new object?[source.Length];
                for (int i = 0; i < objects.Length; i++)
                    objects[i] = source[i];
                return new TypedElements<object?>(objects);
        }
    }

    private static bool IsTrue(object? value) => value switch
    {
        null => false,
        string text => text.Length > 0,
        System.Collections.ICollection collection => collection.Count > 0,
        bool or IConvertible => Number<double>(value) != 0,
        _ => true,
    };

    private static TypedElements<TOut> Unbox<T, TOut>(ReadOnlySpan<T> source)
        where TOut : unmanaged, INumber<TOut>
    {
        var result = new TOut[source.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = Number<TOut>(source[i]);
        return new(result);
    }

    private static TypedElements<TOut> Map<TIn, TOut>(ReadOnlySpan<TIn> source)
        where TIn : unmanaged, INumber<TIn>
        where TOut : unmanaged, INumber<TOut>
    {
        var result = GC.AllocateUninitializedArray<TOut>(source.Length);
        for (int i = 0; i < result.Length; i++)
            result[i] = Number<TIn, TOut>(source[i]);
        return new(result);
    }

    private static TOut Number<TIn, TOut>(TIn value)
        where TIn : unmanaged, INumber<TIn>
        where TOut : unmanaged, INumber<TOut>
    {
        bool fromFloat = typeof(TIn) == typeof(float) || typeof(TIn) == typeof(double) || typeof(TIn) == typeof(Half);
        bool toFloat = typeof(TOut) == typeof(float) || typeof(TOut) == typeof(double) || typeof(TOut) == typeof(Half);
        if (!fromFloat || toFloat)
            return TOut.CreateTruncating(value);
        if (typeof(TOut) == typeof(ulong))
            return TIn.IsNegative(value) ? TOut.CreateTruncating(FloatToLong(double.CreateTruncating(value))) : TOut.CreateTruncating(value);
        // What is too large becomes the smallest integer, of which narrower ones take the low bits, as the processors do that NumPy runs on.
        if (typeof(TOut) != typeof(long) && typeof(TOut) != typeof(uint))
        {
            double number = double.CreateTruncating(value);
            return TOut.CreateTruncating(number is > -2147483649.0 and < 2147483648.0 ? (int)number : int.MinValue);
        }
        return TOut.CreateTruncating(FloatToLong(double.CreateTruncating(value)));
    }

    private static long FloatToLong(double value) =>
        value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : long.MinValue;

    private static float[] Widen(ReadOnlySpan<BFloat16> source)
    {
        var result = new float[source.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = source[i];
        return result;
    }

    private static BFloat16[] Narrow(float[] source)
    {
        var result = new BFloat16[source.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = (BFloat16)source[i];
        return result;
    }
}
