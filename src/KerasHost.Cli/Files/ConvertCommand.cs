using KerasHost.Formats;
using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.Npy;
using KerasHost.Formats.PyTorch;
using KerasHost.Formats.SafeTensors;
using KerasHost.Formats.SavedModel;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Models;
using KerasHost.Saving;

namespace KerasHost.Cli.Files;

/// <summary>
/// <c>kerashost convert</c>: a model, or tensors alone, in another format, which the end of the path tells: <c>.keras</c>, <c>.h5</c>,
/// <c>.weights.h5</c>, <c>.json</c>, <c>.npz</c>, <c>.npy</c>, <c>.safetensors</c>, <c>.pt</c>, <c>.pth</c>, any other for a checkpoint of TensorFlow.
/// </summary>
internal static class ConvertCommand
{
    /// <summary>Converts a file.</summary>
    /// <param name="input">What is read.</param>
    /// <param name="output">What is written.</param>
    /// <param name="architecture">The layers for weights that go into a file of a model, or null.</param>
    /// <param name="kerasVersion">Which Keras goes on training from what is written: 2 for tf_keras, or 3.</param>
    public static int Run(string input, string output, string? architecture, int kerasVersion) => FileCommand.Run(() =>
    {
        if (kerasVersion != 2 && Ending(output) is not (".keras" or ".weights.h5" or ".json"))
            throw new KerasValueException($"--keras {kerasVersion} goes with .keras, .weights.h5 and .json; other files are the same for every Keras. Received: {output}");
        if (Directory.Exists(output))
            throw new IOException($"Is a folder: {output}");
        if (architecture is not null)
            WriteModel(ModelSource.Load(architecture, input, null), output, kerasVersion);
        else if (HoldsModel(input))
            WriteModel(keras.models.load_model(input), output, kerasVersion);
        else
            WriteTensors(input, output);
    });

    private static bool HoldsModel(string path)
    {
        switch (WeightFile.Identify(path))
        {
            case FileFormat.KerasArchive:
                return true;
            case FileFormat.SavedModel:
                return KerasMetadata.ReadRoot(path) is not null;
            case FileFormat.Hdf5:
                using (Hdf5File file = Hdf5File.Open(path))
                    return file.Root.FindAttribute("model_config") is not null;
            default:
                return false;
        }
    }

    private static void WriteModel(Model model, string output, int kerasVersion)
    {
        switch (Ending(output))
        {
            case ".weights.h5":
                model.save_weights(output, keras_version: kerasVersion);
                break;
            case ".keras":
                model.save(output, keras_version: kerasVersion);
                break;
            case ".h5" or ".hdf5":
                model.save(output);
                break;
            case ".json":
                byte[] json = System.Text.Encoding.UTF8.GetBytes(model.to_json(kerasVersion));
                AtomicFile.Write(output, stream => stream.Write(json));
                break;
            case ".pt" or ".pth":
                TorchFile.Write(output, ModelTensors.ForTorch(model));
                break;
            case ".safetensors":
                SafeTensorsFile.Write(output, ModelTensors.ByName(model));
                break;
            case ".npz":
                NpzFile.Write(output, model.weights.Select(weight => KeyValuePair.Create(NamedRestore.NameOf(weight), Numpy.NpzArchive.FromArray(Layers.TensorArrays.numpy(weight)))));
                break;
            case ".npy":
                throw new KerasValueException($"An .npy file holds one array. Write the weights of '{model.name}' to an .npz file.");
            default:
                model.save_weights(output, save_format: "tf");
                break;
        }
    }

    private static void WriteTensors(string input, string output)
    {
        using IWeightReader reader = WeightFile.Open(input);
        TensorInfo[] tensors = [.. reader.Tensors.Where(tensor => tensor.Name != TensorBundle.ObjectGraphKey)];
        if (Array.Find(tensors, tensor => tensor.DType.Code is DTypeCode.String or DTypeCode.Object) is { } text)
            throw new KerasValueException($"'{text.Name}' of {input} holds no numbers and cannot be converted.");
        IEnumerable<TensorSource> sources = tensors.Select(tensor => TensorSource.From(reader, tensor));
        switch (Ending(output))
        {
            case ".weights.h5" or ".keras" or ".json":
                throw new KerasValueException($"{input} holds tensors without layers: say with --architecture config.json which layers they belong to, or write .h5, .npz, .safetensors, .pt or a checkpoint.");
            case ".h5" or ".hdf5":
                Hdf5Writer.Write(output, sources);
                break;
            case ".pt" or ".pth":
                TorchFile.Write(output, sources);
                break;
            case ".safetensors":
                SafeTensorsFile.Write(output, sources);
                break;
            case ".npz":
                NpzFile.Write(output, tensors.Select(tensor => KeyValuePair.Create(tensor.Name, NpyArray.From(reader, tensor))));
                break;
            case ".npy":
                NpyFile.Write(output, tensors.Length == 1 ? NpyArray.From(reader, tensors[0])
                    : throw new KerasValueException($"An .npy file holds one array, {input} has {tensors.Length}. Write an .npz file."));
                break;
            default:
                TensorBundleWriter.Write(output, sources, null);
                break;
        }
    }

    private static string Ending(string path) =>
        path.EndsWith(".weights.h5", StringComparison.Ordinal) ? ".weights.h5" : Path.GetExtension(path).ToLowerInvariant();
}
