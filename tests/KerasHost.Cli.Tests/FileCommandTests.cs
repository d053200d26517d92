using System.IO.Compression;
using System.Text.Json;
using KerasHost.Models;
using KerasHost.Numpy;

namespace KerasHost.Cli.Tests;

/// <summary><c>inspect</c>, <c>predict</c> and <c>convert</c> on the models that compat/record/record_saving.py trained.</summary>
public class FileCommandTests(ToolRunner tool) : IClassFixture<ToolRunner>
{
    [Theory]
    [InlineData("model.h5", "Keras model in HDF5", "Keras 2.16.0 (tensorflow)")]
    [InlineData("model.keras", "Keras archive", "Keras 2.16.0")]
    [InlineData("saved_model", "TensorFlow SavedModel", "Keras 2.16.0")]
    public void A_model_is_inspected(string file, string format, string version)
    {
        Unpack("tf_keras_text");
        JsonElement found = Inspect("tf_keras_text/" + file);
        Assert.Equal((format, version), (found.GetProperty("format").GetString(), found.GetProperty("written_by").GetString()));
        JsonElement model = found.GetProperty("model");
        Assert.Equal(("text", "Sequential"), (model.GetProperty("name").GetString(), model.GetProperty("class_name").GetString()));
        Assert.Equal(["Embedding", "GlobalAveragePooling1D", "Dense", "Dense"],
            model.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("class_name").GetString()).Where(name => name != "InputLayer"));
        JsonElement training = found.GetProperty("training");
        Assert.Equal("binary_crossentropy", training.GetProperty("loss").GetString());
        Assert.EndsWith("Adam", training.GetProperty("optimizer").GetProperty("class_name").GetString(), StringComparison.Ordinal);
        Assert.Contains(found.GetProperty("tensors").EnumerateArray(), tensor => tensor.GetProperty("shape").GetRawText() == "[20, 4]" && tensor.GetProperty("bytes").GetInt32() == 320);
    }

    [Theory]
    [InlineData("weights.h5", "Keras weights in HDF5")]
    [InlineData("ckpt/cp-0002", "TensorFlow checkpoint")]
    [InlineData("ckpt/cp-0002.index", "TensorFlow checkpoint")]
    public void Weights_are_inspected(string file, string format)
    {
        Unpack("tf_keras_text");
        JsonElement found = Inspect("tf_keras_text/" + file);
        Assert.Equal(format, found.GetProperty("format").GetString());
        Assert.True(found.GetProperty("elements").GetInt32() >= 111);
    }

    [Fact]
    public void A_state_dict_is_inspected_as_text()
    {
        File.Copy(Path.Join(Repository, "compat", "recorded", "torch", "checkpoint_zip.pt"), Path.Join(tool.Folder, "checkpoint.pt"), overwrite: true);
        RunResult run = tool.Run("inspect", "checkpoint.pt");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("checkpoint.pt: PyTorch, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("  epoch: 3\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  model.0.weight ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_in_several_files_are_inspected_and_converted()
    {
        Unpack("keras3_text");
        JsonElement found = Inspect("keras3_text/sharded.weights.json");
        Assert.Equal("Keras weights in several HDF5 files", found.GetProperty("format").GetString());
        Assert.Contains(found.GetProperty("tensors").EnumerateArray(), tensor => tensor.GetProperty("name").GetString() == "layers/embedding/vars/0");
        Assert.Equal(0, tool.Run("convert", "keras3_text/sharded.weights.json", "sharded.npz").ExitCode);
        Assert.Equal("(20, 4)", np.load(Path.Join(tool.Folder, "sharded.npz"))["layers/embedding/vars/0"].shape.ToString());
        RunResult run = tool.Run("convert", "keras3_text/model.keras", "keras3_text");
        Assert.Equal((1, "kerashost: IOException: Is a folder: keras3_text\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_model_is_converted_for_keras_3()
    {
        Unpack("tf_keras_text");
        Assert.Equal(0, tool.Run("convert", "tf_keras_text/model.h5", "third.keras", "--keras", "3").ExitCode);
        JsonElement found = Inspect("third.keras");
        Assert.StartsWith("Keras 3.", found.GetProperty("written_by").GetString(), StringComparison.Ordinal);
        Assert.Equal("[]", found.GetProperty("tensors").EnumerateArray().First(tensor => tensor.GetProperty("name").GetString() == "optimizer/vars/1").GetProperty("shape").GetRawText());
        Assert.Equal(1, tool.Run("convert", "tf_keras_text/model.h5", "third.h5", "--keras", "3").ExitCode);
        Assert.Equal(2, tool.Run("convert", "tf_keras_text/model.h5", "third.keras", "--keras", "4").ExitCode);
        Assert.False(File.Exists(Path.Join(tool.Folder, "third.h5")));
    }

    [Theory]
    [InlineData("model.keras")]
    [InlineData("saved_model")]
    public void A_model_predicts(string file)
    {
        JsonElement expected = Unpack("tf_keras_recurrent");
        np.save(Path.Join(tool.Folder, "x.npy"), NDArray.From(Numbers(expected.GetProperty("x")).Select(v => (int)v).ToArray()).reshape([16, 6]));
        RunResult run = tool.Run("predict", "tf_keras_recurrent/" + file, "--input", "x.npy", "--output", "y.npy", "--batch-size", "5");
        Assert.Equal(new RunResult(0, "", ""), run);
        AssertPredictions(expected);
    }

    [Theory]
    [InlineData("ckpt/cp-0002")]
    [InlineData("weights.h5")]
    [InlineData("v1/model")]
    public void Layers_and_weights_of_two_files_predict(string weights)
    {
        JsonElement expected = Unpack("tf_keras_recurrent");
        np.save(Path.Join(tool.Folder, "x.npy"), NDArray.From(Numbers(expected.GetProperty("x")).Select(v => (int)v).ToArray()).reshape([16, 6]));
        RunResult run = tool.Run("predict", "--architecture", "tf_keras_recurrent/model.json", "--weights", "tf_keras_recurrent/" + weights, "--input", "x.npy", "--output", "y.npy");
        Assert.Equal(new RunResult(0, "", ""), run);
        AssertPredictions(expected);
    }

    [Fact]
    public void Weights_pass_through_all_formats_unchanged()
    {
        JsonElement expected = Unpack("tf_keras_recurrent");
        const string Layers = "tf_keras_recurrent/model.json";
        string last = "tf_keras_recurrent/model.h5";
        // The optimizer is in models and checkpoints only; from .npz on the layers are told.
        foreach (string next in (string[])["a.keras", "b.h5", "c.weights.h5", "d.npz", "e.safetensors", "f", "g.weights.h5", "h.json"])
        {
            bool isModel = last.EndsWith(".keras", StringComparison.Ordinal) || (last.EndsWith(".h5", StringComparison.Ordinal) && !last.EndsWith(".weights.h5", StringComparison.Ordinal));
            RunResult run = isModel ? tool.Run("convert", last, next) : tool.Run("convert", last, next, "--architecture", Layers);
            Assert.Equal(new RunResult(0, "", ""), run);
            if (next != "h.json")
                last = next;
        }
        Model model = keras.models.model_from_json(File.ReadAllText(Path.Join(tool.Folder, "h.json")));
        model.load_weights(Path.Join(tool.Folder, "g.weights.h5"));
        Assert.Equal(expected.GetProperty("weights").EnumerateArray().SelectMany(weight => Numbers(weight.GetProperty("values"))).Select(v => (float)v),
            model.weights.SelectMany(weight => weight.value.ToArray<float>()));
    }

    [Fact]
    public void Tensors_without_layers_pass_through_all_formats_unchanged()
    {
        Directory.CreateDirectory(Path.Join(tool.Folder, "tensors"));
        File.Copy(Path.Join(Repository, "compat", "recorded", "torch", "state_dict_zip.pt"), Path.Join(tool.Folder, "tensors", "a.pt"), overwrite: true);
        string last = "tensors/a.pt";
        foreach (string next in (string[])["tensors/b.npz", "tensors/c.safetensors", "tensors/d", "tensors/e.h5", "tensors/f.pt"])
        {
            Assert.Equal(new RunResult(0, "", ""), tool.Run("convert", last, next));
            last = next;
        }
        using var first = Formats.PyTorch.TorchFile.Open(Path.Join(tool.Folder, "tensors", "a.pt"));
        using var end = Formats.PyTorch.TorchFile.Open(Path.Join(tool.Folder, "tensors", "f.pt"));
        Assert.Equal(first.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal), end.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal));
        foreach (var tensor in first.Tensors)
        {
            byte[] a = new byte[tensor.ByteLength], b = new byte[tensor.ByteLength];
            first.Read(tensor, a);
            end.Read(tensor, b);
            Assert.Equal(a, b);
        }
    }

    [Fact]
    public void A_model_becomes_a_state_dict_of_pytorch_and_back()
    {
        Unpack("tf_keras_rms");
        Assert.Equal(new RunResult(0, "", ""), tool.Run("convert", "tf_keras_rms/model.h5", "rms.pt"));
        Assert.Equal(new RunResult(0, "", ""), tool.Run("convert", "rms.pt", "rms.weights.h5", "--architecture", "tf_keras_rms/model.json"));
        Model before = keras.models.load_model(Path.Join(tool.Folder, "tf_keras_rms", "model.h5")), after = keras.models.clone_model(before);
        after.load_weights(Path.Join(tool.Folder, "rms.weights.h5"));
        Assert.Equal(before.weights.Select(weight => weight.value.ToArray<float>()), after.weights.Select(weight => weight.value.ToArray<float>()));
    }

    [Theory]
    [InlineData("No file or directory found at none.h5", "inspect", "none.h5")]
    [InlineData("none of these", "inspect", "hello.csx")]
    [InlineData("holds tensors without layers", "convert", "t.npz", "t.keras")]
    [InlineData("No file or directory found at none.keras", "predict", "none.keras", "--input", "t.npy", "--output", "y.npy")]
    public void Bad_data_is_1_with_one_line(string message, params string[] arguments)
    {
        NDArray array = NDArray.From(new[] { 1f, 2f });
        np.save(Path.Join(tool.Folder, "t.npy"), array);
        np.savez(Path.Join(tool.Folder, "t.npz"), array);
        RunResult run = tool.Run(arguments);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("--architecture and --weights", "predict", "--input", "x.npy", "--output", "y.npy")]
    [InlineData("--architecture and --weights", "predict", "m.keras", "--architecture", "a.json", "--weights", "w.h5", "--input", "x.npy", "--output", "y.npy")]
    [InlineData("--input", "predict", "m.keras", "--output", "y.npy")]
    [InlineData("Required argument missing", "convert", "a.h5")]
    public void Wrong_command_lines_are_2(string message, params string[] arguments)
    {
        RunResult run = tool.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static string Repository
    {
        get
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Join(folder, "KerasHost.sln")))
                folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    private JsonElement Inspect(string path)
    {
        RunResult run = tool.Run("inspect", path, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private JsonElement Unpack(string name)
    {
        string folder = Path.Join(tool.Folder, name);
        if (!Directory.Exists(folder))
            ZipFile.ExtractToDirectory(Path.Join(Repository, "compat", "recorded", "saving", name + ".zip"), folder);
        return JsonDocument.Parse(File.ReadAllText(Path.Join(folder, "expected.json"))).RootElement;
    }

    private void AssertPredictions(JsonElement expected)
    {
        float[] actual = np.load(Path.Join(tool.Folder, "y.npy")).ravel().ToArray<float>();
        double[] wanted = [.. Numbers(expected.GetProperty("predictions"))];
        Assert.Equal(wanted.Length, actual.Length);
        for (int i = 0; i < wanted.Length; i++)
            Assert.InRange(actual[i], wanted[i] - 1e-5, wanted[i] + 1e-5);
    }

    private static IEnumerable<double> Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Numbers) : [value.GetDouble()];
}
