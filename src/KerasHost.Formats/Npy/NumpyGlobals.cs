using System.Numerics;
using System.Text;
using KerasHost.Formats.Common;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Npy;

/// <summary>The names that pickled NumPy arrays, scalars and types mention, old (<c>numpy.core</c>) and new (<c>numpy._core</c>).</summary>
public static class NumpyGlobals
{
    private static readonly PickleGlobal[] s_all =
    [
        new("numpy.ndarray", null),
        new("numpy.dtype", arguments => new PickledDType(arguments.Get<string>(0, "numpy.dtype"))),
        .. OldAndNew("multiarray._reconstruct", _ => new NpyArray()),
        .. OldAndNew("multiarray.scalar", MakeScalar),
        .. OldAndNew("numeric._frombuffer", MakeFromBuffer),
        new("_codecs.encode", Encode),
    ];

    /// <summary>The names; arrays come as <see cref="NpyArray"/>, scalars as long, double, bool or text.</summary>
    public static IEnumerable<PickleGlobal> All => s_all;

    /// <summary>The list with these names only, for object arrays.</summary>
    internal static PickleGlobals ObjectArrays { get; } = new(s_all);

    internal static Shape GetShape(PickleArguments arguments, int index)
    {
        long[] dims = arguments.GetIntegers(index, "shape of an array");
        var result = new int[dims.Length];
        for (int i = 0; i < dims.Length; i++)
            result[i] = dims[i] is >= 0 and <= int.MaxValue ? (int)dims[i] : throw arguments.Error("shape of an array", "sizes from 0 to 2^31 - 1", dims[i].ToString(System.Globalization.CultureInfo.InvariantCulture));
        return FileShape.Make(result) ?? throw arguments.Error("shape of an array", "sizes whose product fits", "larger ones");
    }

    /// <summary>Bytes; Python 2 wrote them as text.</summary>
    internal static byte[] GetBytes(PickleArguments arguments, int index, string field) =>
        arguments[index] is string text ? Encoding.Latin1.GetBytes(text) : arguments.Get<byte[]>(index, field);

    internal static NpyArray MakeArray(PickleArguments arguments, NpyType type, Shape shape, bool isFortran, byte[] bytes)
    {
        if (type.Kind == 'O')
            throw arguments.Error("numpy.dtype", "a type that bytes can hold", "objects");
        var error = arguments.Error("elements of an array", "", "");
        return new(type.DType, shape, NpyElements.Read(new MemoryStream(bytes), bytes.Length, type, shape, isFortran, error.Path, error.Offset ?? 0));
    }

    private static PickleGlobal[] OldAndNew(string name, PickleFunction call) => [new("numpy.core." + name, call), new("numpy._core." + name, call)];

    // scalar(dtype, bytes)
    private static object? MakeScalar(PickleArguments arguments)
    {
        var type = arguments.Get<PickledDType>(0, "type of a scalar").Parse(arguments);
        return MakeArray(arguments, type, Shape.Of(), false, GetBytes(arguments, 1, "bytes of a scalar")).Data.GetValue(0) switch
        {
            Half value => (double)value,
            float value => (double)value,
            sbyte value => (long)value,
            short value => (long)value,
            int value => (long)value,
            byte value => (long)value,
            ushort value => (long)value,
            uint value => (long)value,
            ulong value => value <= long.MaxValue ? (long)value : (object)new BigInteger(value),
            var other => other,
        };
    }

    // _frombuffer(bytes, dtype, shape, order)
    private static object? MakeFromBuffer(PickleArguments arguments)
    {
        var type = arguments.Get<PickledDType>(1, "type of an array").Parse(arguments);
        bool isFortran = arguments.Get<string>(3, "order of an array") == "F";
        return MakeArray(arguments, type, GetShape(arguments, 2), isFortran, GetBytes(arguments, 0, "elements of an array"));
    }

    // Protocol 2 has no bytes: Python writes them as text to be encoded.
    private static object? Encode(PickleArguments arguments)
    {
        string text = arguments.Get<string>(0, "text of _codecs.encode");
        if (arguments.Count > 1 && arguments.Get<string>(1, "encoding") is not ("latin1" or "latin-1"))
            throw arguments.Error("encoding of _codecs.encode", "latin1", "another");
        foreach (char c in text)
            if (c > 0xFF)
                throw arguments.Error("text of _codecs.encode", "Latin-1 characters", "another");
        return Encoding.Latin1.GetBytes(text);
    }
}
