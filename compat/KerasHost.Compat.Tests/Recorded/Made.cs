using System.Text.Json;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Export;
using KerasHost.Formats.Npy;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Saving;

namespace KerasHost.Compat.Tests.Recorded;

/// <summary>Objects and tensors from what is recorded.</summary>
internal static class Made
{
    /// <summary>An object of a family from its class name and arguments, as a configuration would make it.</summary>
    public static T Create<T>(string className, JsonElement config, params ReadOnlySpan<(string Key, object? Value)> more) where T : class
    {
        Config arguments = Config.Parse(config.GetRawText());
        foreach ((string key, object? value) in more)
            arguments[key] = value;
        return Create<T>(className, arguments);
    }

    /// <summary>An object of a family from its class name and arguments.</summary>
    public static T Create<T>(string className, Config arguments) where T : class
    {
        ConfigEntry? entry = ClassRegistry.Find(typeof(T), className);
        Assert.True(entry is not null, $"There is no {typeof(T).Name} with the name {className}.");
        return (T)entry.Create(arguments);
    }

    /// <summary>A recorded array as a tensor.</summary>
    public static Tensor Tensor(NpyArray array) => array.Data switch
    {
        float[] values => KerasHost.Tensor.From<float>(values, array.Shape),
        double[] values => KerasHost.Tensor.From<double>(values, array.Shape),
        int[] values => KerasHost.Tensor.From<int>(values, array.Shape),
        long[] values => KerasHost.Tensor.From<long>(values, array.Shape),
        bool[] values => KerasHost.Tensor.From<bool>(values, array.Shape),
        _ => throw new NotSupportedException(array.DType.name),
    };

    /// <summary>A recorded array as an array.</summary>
    public static NDArray Array(NpyArray array) => NDArray.Over(array.DType, array.Data, array.Shape);

    /// <summary>Same shape and elements as a recorded array.</summary>
    public static void Close(NpyArray expected, Tensor actual, Tolerance tolerance, string what) =>
        ArrayAssert.Close(expected, actual.shape, actual.numpy().astype(DType.Float64).flatten().ToArray<double>(), tolerance, what);

    /// <summary>The configuration that an object writes is the recorded one: same keys in the same order, numbers equal as numbers.</summary>
    public static void SameConfig(JsonElement expected, Config actual, string what)
    {
        using JsonDocument written = JsonDocument.Parse(actual.ToJson());
        Same(expected, written.RootElement, what);
    }

    private static void Same(JsonElement expected, JsonElement actual, string what)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            // What a file adds about the shapes that weights were made for is no part of the configuration.
            var keys = expected.EnumerateObject().Where(item => item.Name != "build_config").ToList();
            Assert.Equal(keys.Select(item => item.Name), actual.EnumerateObject().Select(item => item.Name).Where(name => name != "build_config"));
            foreach (JsonProperty item in keys)
                Same(item.Value, actual.GetProperty(item.Name), $"{what}.{item.Name}");
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            Assert.True(expected.GetArrayLength() == actual.GetArrayLength(), what);
            foreach (var (e, a) in expected.EnumerateArray().Zip(actual.EnumerateArray()))
                Same(e, a, what);
        }
        else if (expected.ValueKind == JsonValueKind.Number && actual.ValueKind == JsonValueKind.Number)
            Assert.True(expected.GetDouble().Equals(actual.GetDouble()), $"{what}: {actual} instead of {expected}");
        else
            Assert.True(expected.GetRawText() == actual.GetRawText(), $"{what}: {actual.GetRawText()} instead of {expected.GetRawText()}");
    }
}
