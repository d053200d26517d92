using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using KerasHost.Numpy;

namespace KerasHost.Tests.Numpy;

/// <summary>Reads compat/recorded/numpy, made by compat/record/record_numpy.py.</summary>
internal static class RecordedArrays
{
    public static (List<JsonElement> Cases, List<JsonElement> Arrays) Load([CallerFilePath] string here = "")
    {
        string top = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(top, "compat", "recorded", "numpy", "cases.json")));
        JsonElement root = document.RootElement.Clone();
        return ([.. root.GetProperty("cases").EnumerateArray()], [.. root.GetProperty("arrays").EnumerateArray()]);
    }

    public static NDArray Read(JsonElement e)
    {
        DType dtype = e.GetProperty("dtype").GetString()!;
        int[] shape = [.. e.GetProperty("shape").EnumerateArray().Select(i => i.GetInt32())];
        if (e.TryGetProperty("items", out JsonElement items))
            return NDArray.Over(items.EnumerateArray().Select(i => i.GetString()!).ToArray(), shape);
        byte[] bytes = Convert.FromHexString(e.GetProperty("hex").GetString()!);
        return dtype.Code switch
        {
            DTypeCode.Float32 => Cast<float>(bytes, shape),
            DTypeCode.Float64 => Cast<double>(bytes, shape),
            DTypeCode.Float16 => Cast<Half>(bytes, shape),
            DTypeCode.Int8 => Cast<sbyte>(bytes, shape),
            DTypeCode.Int16 => Cast<short>(bytes, shape),
            DTypeCode.Int32 => Cast<int>(bytes, shape),
            DTypeCode.Int64 => Cast<long>(bytes, shape),
            DTypeCode.UInt8 => Cast<byte>(bytes, shape),
            DTypeCode.UInt16 => Cast<ushort>(bytes, shape),
            DTypeCode.UInt32 => Cast<uint>(bytes, shape),
            DTypeCode.UInt64 => Cast<ulong>(bytes, shape),
            _ => NDArray.Over(bytes.Select(b => b != 0).ToArray(), shape),
        };
    }

    /// <summary>What differs, or null.</summary>
    public static string? Difference(JsonElement expected, NDArray actual, double tolerance)
    {
        NDArray wanted = Read(expected);
        if (wanted.dtype != actual.dtype || wanted.shape != actual.shape)
            return $"expected {wanted.dtype} {wanted.shape}, got {actual.dtype} {actual.shape}: {wanted} {actual}";
        object?[] x = Flat(wanted), y = Flat(actual);
        for (int i = 0; i < x.Length; i++)
        {
            if (Equals(x[i], y[i]))
                continue;
            if (tolerance > 0 && Math.Abs((double)x[i]! - (double)y[i]!) <= tolerance * Math.Max(1, Math.Abs((double)x[i]!)))
                continue;
            return $"element {i}: expected {x[i]}, got {y[i]}\n{wanted}\n{actual}";
        }
        return null;
    }

    private static object?[] Flat(NDArray a) => [.. ((List<object?>)a.ravel().tolist()!)];

    private static NDArray Cast<T>(byte[] bytes, int[] shape)
        where T : unmanaged
        => NDArray.Over(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), shape);
}
