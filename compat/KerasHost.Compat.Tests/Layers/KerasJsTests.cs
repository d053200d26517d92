using System.Text.Json;
using KerasHost.Activations;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Saving;

namespace KerasHost.Compat.Tests.Layers;

/// <summary>
/// The single-layer cases of keras-js (MIT), recorded from Keras 2.0 and 2.1: those of the layers that recurrent models are made of. The
/// collection has no recurrent layers themselves.
/// </summary>
public sealed class KerasJsTests
{
    // The cases are written with six decimals.
    private static readonly Tolerance s_sixDecimals = new(5e-6);

    private static readonly string[] s_layers =
        ["Input", "Model", "Dense", "Activation", "Dropout", "Flatten", "Permute", "RepeatVector", "Reshape", "Embedding", "GlobalAveragePooling1D", "GlobalMaxPooling1D"];

    // The collection does not tell these arguments; they follow from its results.
    private static readonly Dictionary<string, ActivationFn> s_functions = new()
    {
        ["activations.elu.3"] = x => keras.activations.elu(x, 0.5),
        ["activations.relu.3"] = x => keras.activations.relu(x, max_value: 0.5),
        ["activations.relu.4"] = x => keras.activations.relu(x, 0.3),
    };

    [KerasJsFact]
    public void Layers_give_what_Keras_2_gave()
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Join(KerasJsFactAttribute.Folder, "index.json")));
        var failures = new List<string>();
        int count = 0;
        foreach (JsonElement described in index.RootElement.GetProperty("cases").EnumerateArray().Where(IsOurs))
        {
            count++;
            if (Record.Exception(() => Compare(described)) is { } failure)
                failures.Add($"{described.GetProperty("case")}: {failure.Message}");
        }
        Assert.Empty(failures);
        Assert.Equal(70, count);
    }

    private static bool IsOurs(JsonElement described) => described.GetProperty("graph").ValueKind == JsonValueKind.Null
        || described.GetProperty("graph").EnumerateArray().All(node => s_layers.Contains(node.GetProperty("class").GetString()));

    private static void Compare(JsonElement described)
    {
        string name = described.GetProperty("case").GetString()!;
        string file = described.GetProperty("data_file").GetString()!["test/data/".Length..];
        using JsonDocument data = JsonDocument.Parse(File.ReadAllBytes(Path.Join(KerasJsFactAttribute.Folder, file)));
        JsonElement recorded = data.RootElement.GetProperty(name);
        NDArray x = Array(recorded.GetProperty("input"));
        Settings.clear_session();
        var model = new Sequential();
        model.add(keras.Input(x.shape));
        if (s_functions.TryGetValue(name, out ActivationFn? function))
            model.add(keras.layers.Activation(function));
        else
            foreach ((string kind, JsonElement args, JsonElement kwargs) in Layers(described))
                model.add(Make(kind, args, kwargs, recorded));
        if (recorded.TryGetProperty("weights", out JsonElement weights))
            model.set_weights([.. weights.EnumerateArray().Select(Array)]);
        NDArray y = model.predict(x.reshape([1, .. x.shape.Dims]), verbose: 0);
        NDArray expected = Array(recorded.GetProperty("expected"));
        Assert.Equal(expected.shape, Shape.Of(y.shape.Dims[1..]));
        ArrayAssert.Close(ArrayAssert.ToDoubles(expected.ToArray<float>()), ArrayAssert.ToDoubles(y.ToArray<float>()), s_sixDecimals, name);
    }

    private static IEnumerable<(string Kind, JsonElement Args, JsonElement Kwargs)> Layers(JsonElement described)
    {
        if (described.GetProperty("activation_fn").ValueKind == JsonValueKind.String)
            return [("Activation", JsonDocument.Parse($"[\"{described.GetProperty("activation_fn")}\"]").RootElement, default)];
        if (described.GetProperty("sequential_layers") is { ValueKind: JsonValueKind.Array } layers)
            return layers.EnumerateArray().Select(Parts);
        // A case without a description is named after its layer.
        return described.GetProperty("graph") is { ValueKind: JsonValueKind.Array } graph
            ? graph.EnumerateArray().Where(node => node.GetProperty("class").GetString() is not ("Input" or "Model")).Select(Parts)
            : [(described.GetProperty("case").GetString()!.Split('.')[1], default, default)];

        static (string, JsonElement, JsonElement) Parts(JsonElement node) => (node.GetProperty("class").GetString()!, node.GetProperty("args"), node.GetProperty("kwargs"));
    }

    private static Layer Make(string kind, JsonElement args, JsonElement kwargs, JsonElement recorded)
    {
        JsonElement[] given = args.ValueKind == JsonValueKind.Array ? [.. args.EnumerateArray()] : [];
        bool Flag(string key, bool otherwise) => kwargs.ValueKind == JsonValueKind.Object && kwargs.TryGetProperty(key, out JsonElement value) ? value.GetBoolean() : otherwise;
        int[] Sizes() => [.. given[0].EnumerateArray().Select(size => size.GetInt32())];
        switch (kind)
        {
            case "Dense":
                string activation = kwargs.TryGetProperty("activation", out JsonElement named) ? named.GetString()! : "linear";
                return keras.layers.Dense(given[0].GetInt32(), activation: activation, use_bias: Flag("use_bias", true));
            case "Activation": return keras.layers.Activation(given[0].GetString()!);
            case "Dropout": return keras.layers.Dropout(given[0].GetDouble());
            case "Flatten": return keras.layers.Flatten();
            case "Permute": return keras.layers.Permute(Sizes());
            case "RepeatVector": return keras.layers.RepeatVector(given[0].GetInt32());
            case "Reshape": return keras.layers.Reshape(Sizes());
            case "Embedding":
                NDArray table = Array(recorded.GetProperty("weights")[0]);
                return keras.layers.Embedding(table.shape[0], table.shape[1], mask_zero: Flag("mask_zero", false));
            case "GlobalAveragePooling1D": return keras.layers.GlobalAveragePooling1D();
            case "GlobalMaxPooling1D": return keras.layers.GlobalMaxPooling1D();
            default: throw new NotSupportedException(kind);
        }
    }

    private static NDArray Array(JsonElement described) => NDArray.Over(
        described.GetProperty("data").EnumerateArray().Select(value => value.GetSingle()).ToArray(), [.. described.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
}
