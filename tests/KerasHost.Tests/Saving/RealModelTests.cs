using System.Text.Json;
using KerasHost.Formats.Hdf5;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Tests.Peers;
using Xunit.Abstractions;

namespace KerasHost.Tests.Saving;

/// <summary>Models that Keras 2.0 to 2.3 wrote: those whose layers exist predict what was recorded, the others name the layer that is missing.</summary>
public class RealModelTests(ITestOutputHelper output)
{
    // What predicts with the layers of today; more only as layers are added.
    private const int Predicted = 7;

    [FixturesFact]
    public void Models_with_recorded_predictions_predict_them()
    {
        string root = Path.Join(Peer.Fixtures, "dl4j");
        int predicted = 0;
        var absent = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Join(root, "index.json")));
        foreach (JsonElement entry in index.RootElement.EnumerateArray())
        {
            if (entry.GetProperty("model").GetString() is not { } name)
                continue;
            string path = Path.Join(root, name);
            string? missing = entry.GetProperty("layers").EnumerateArray().Select(layer => layer.GetString()!)
                .FirstOrDefault(layer => Export.ClassRegistry.Find(typeof(Layer), layer) is null);
            foreach (string layer in entry.GetProperty("layers").EnumerateArray().Select(layer => layer.GetString()!).Distinct().Where(layer => Export.ClassRegistry.Find(typeof(Layer), layer) is null))
                absent[layer] = absent.GetValueOrDefault(layer) + 1;
            if (missing is not null)
            {
                Assert.Contains($"'{missing}'", Assert.Throws<KerasValueException>(() => keras.models.load_model(path)).Message);
                continue;
            }
            Model model = keras.models.load_model(path);
            if (!entry.TryGetProperty("io", out JsonElement io) || io.GetString() is not { } ioName)
                continue;
            using Hdf5File file = Hdf5File.Open(Path.Join(root, ioName));
            NDArray x = Read(file, "inputs"), expected = Read(file, "predictions");
            SavedModelTests.AssertClose(Doubles(expected), Doubles(model.predict(x, verbose: 0)), 1e-5);
            predicted++;
        }
        output.WriteLine($"{predicted} models predict what was recorded. Layers that others need: {string.Join(", ", absent.Select(pair => $"{pair.Key} ({pair.Value})"))}");
        Assert.True(predicted >= Predicted, $"only {predicted} models were compared");
    }

    private static NDArray Read(Hdf5File file, string group)
    {
        Hdf5Group found = file.Root.Group(group);
        Hdf5Dataset dataset = found.Dataset(found.Names.Single());
        return NDArray.Over(dataset.Read<float>(), dataset.Shape);
    }

    private static double[] Doubles(NDArray values) => [.. values.astype("float64").ToArray<double>()];
}
