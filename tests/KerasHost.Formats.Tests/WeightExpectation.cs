using System.Text.Json;
using KerasHost.Formats.Common;

namespace KerasHost.Formats.Tests;

/// <summary>Compares the tensors of a file with a recorder's list of name, dtype, shape and values.</summary>
internal static class WeightExpectation
{
    public static void Check(JsonElement expected, IWeightReader file)
    {
        Assert.Equal(
            expected.EnumerateArray().Select(tensor => $"{tensor.GetProperty("name")} {string.Join(",", tensor.GetProperty("shape").EnumerateArray())} {tensor.GetProperty("dtype")}"),
            file.Tensors.Select(tensor => $"{tensor.Name} {string.Join(",", tensor.Shape)} {tensor.DType}"));
        foreach (var (e, tensor) in expected.EnumerateArray().Zip(file.Tensors))
            Assert.Equal(e.GetProperty("values").GetString(), Convert.ToHexStringLower(Read(file, tensor)));
    }

    public static byte[] Read(IWeightReader file, TensorInfo tensor)
    {
        var bytes = new byte[tensor.ByteLength];
        file.Read(tensor, bytes);
        return bytes;
    }
}
