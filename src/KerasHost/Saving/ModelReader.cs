using KerasHost.Backend;
using KerasHost.Formats;
using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.Zip;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>Reads models and weights; what a file is its contents tell, not its name.</summary>
internal static class ModelReader
{
    /// <summary>The model in a file, compiled as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compile">Whether to compile it when the file says how.</param>
    public static Model Load(string path, bool compile)
    {
        if (Directory.Exists(path))
            return SavedModelReader.Load(path, compile);
        if (!File.Exists(path))
            throw new FileNotFoundException($"No file or directory found at {path}", path);
        if (IsZip(path))
        {
            using ZipReader archive = ZipReader.Open(path);
            return LoadArchive(archive, compile);
        }
        if (!IsHdf5(path))
            throw new ModelFormatException(path, 0, "signature", "a model: a .keras archive or an HDF5 file", "something else");
        using Hdf5File file = Hdf5File.Open(path);
        return LoadHdf5(file, compile);
    }

    /// <summary>Loads weights into a model.</summary>
    public static CheckpointLoadStatus LoadWeights(Model model, string path, bool byName, bool skipMismatch)
    {
        if (CheckpointFiles.Find(path) is { } checkpoint)
        {
            if (byName)
                throw new KerasValueException("Weights may only be loaded based on topology into Models when loading TensorFlow-formatted weights (got by_name=True to load_weights).");
            if (skipMismatch)
                throw new KerasValueException("When calling model.load_weights, skip_mismatch can only be set to True when by_name is True.");
            return CheckpointFiles.Restore(model, checkpoint).assert_nontrivial_match();
        }
        if (!File.Exists(path))
            throw new FileNotFoundException($"Unable to open file (unable to open file: name = '{path}', errno = 2, error message = 'No such file or directory'); there is no checkpoint '{path}.index' either.", path);
        LoadOtherWeights(model, path, byName, skipMismatch);
        return CheckpointLoadStatus.Complete;
    }

    private static void LoadOtherWeights(Model model, string path, bool byName, bool skipMismatch)
    {
        if (!model.built)
            throw new KerasValueException("Unable to load weights saved in HDF5 format into a subclassed Model which has not created its variables yet. Call the Model first, then load the weights.");
        var load = new WeightLoad(path, skipMismatch);
        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            using ObjectStore shards = ObjectStore.OfShards(path);
            LoadObjects(shards, model, load, byName, path);
            return;
        }
        if (!IsHdf5(path) && WeightFile.Identify(path) is FileFormat.Torch or FileFormat.SafeTensors or FileFormat.Npz)
        {
            LoadTensors(model, path, byName || skipMismatch);
            return;
        }
        if (IsZip(path))
        {
            using ZipReader archive = ZipReader.Open(path);
            using ObjectStore store = ObjectStore.Of(archive);
            LoadObjects(store, model, load, byName, path);
            return;
        }
        if (!IsHdf5(path))
            throw new ModelFormatException(path, 0, "signature", "weights: an HDF5 file or a .keras archive", "something else");
        using Hdf5File file = Hdf5File.Open(path);
        if (LegacyHdf5Weights.Find(file) is { } group)
        {
            if (skipMismatch && !byName)
                throw new KerasValueException("When calling model.load_weights from a legacy HDF5 file, skip_mismatch can only be set to True when by_name is True.");
            LegacyHdf5Weights.Load(group, model, load, byName);
            load.Apply(isNew: false);
            return;
        }
        using ObjectStore objects = ObjectStore.Of(Hdf5File.Open(path));
        LoadObjects(objects, model, load, byName, path);
    }

    // Files that know no layers: under the names of the variables, else those of PyTorch's modules in the order of the layers.
    private static void LoadTensors(Model model, string path, bool hasArguments)
    {
        if (hasArguments)
            throw new KerasValueException($"by_name and skip_mismatch go with HDF5 files alone. Received a file of tensors: {path}");
        using IWeightReader reader = WeightFile.Open(path);
        var names = model.weights.Select(NamedRestore.NameOf).ToHashSet();
        if (reader.Tensors.Any(tensor => names.Contains(tensor.Name)))
            NamedRestore.Run(model, reader, all: true);
        else
            Torch.StateDicts.Load(model, reader, null);
    }

    /// <summary>Whether a file is a zip archive.</summary>
    public static bool IsZip(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var first = new byte[4];
        return stream.ReadAtLeast(first, 4, throwOnEndOfStream: false) == 4 && ZipReader.IsZip(first);
    }

    /// <summary>Whether a file is an HDF5 file.</summary>
    public static bool IsHdf5(string path)
    {
        using FileSource source = FileSource.Open(path);
        return Hdf5File.IsHdf5(source);
    }

    private static void LoadObjects(ObjectStore store, Model model, WeightLoad load, bool byName, string path)
    {
        if (byName)
            throw new KerasValueException($"Invalid keyword arguments: {{'by_name': True}}. The file {path} holds weights by object paths, not by names of layers; load them in order.");
        ObjectWeights.Load(store, model, load);
        load.Apply(isNew: false);
        if (model.CompiledWith is not null && store.Find("optimizer") is { } optimizer)
            OptimizerState.Load(model, optimizer);
    }

    private static Model LoadArchive(ZipReader archive, bool compile)
    {
        Config config = ReadJson(archive.Get("config.json").ReadBytes(), archive.Path, "config.json");
        using AwaitedWeights awaited = AwaitedWeights.Begin();
        Model model = ModelJson.Read(config);
        using ObjectStore store = ObjectStore.Of(archive);
        if (!model.built && Built(config) is { } shape)
            model.build(shape);
        var load = new WeightLoad(archive.Path, false);
        if (model.built)
            ObjectWeights.Load(store, model, load);
        load.Apply(isNew: true);
        awaited.Complete(load.Variables);
        if (!compile || config.GetValueOrDefault("compile_config") is not Config { Count: > 0 } training)
            return model;
        CompileConfig.Apply(model, training);
        if (store.Find("optimizer") is { } optimizer)
            OptimizerState.Load(model, optimizer);
        return model;
    }

    private static Model LoadHdf5(Hdf5File file, bool compile)
    {
        if (file.Root.FindAttribute("model_config") is not { } description)
            throw new KerasValueException($"No model config found in the file at {file.Path}."
                + (LegacyHdf5Weights.Find(file) is not null ? " It holds weights alone: build the model and call load_weights." : ""));
        using AwaitedWeights awaited = AwaitedWeights.Begin();
        Model model = ModelJson.Read(ReadJson(System.Text.Encoding.UTF8.GetBytes(description.ReadString()), file.Path, "model_config"));
        Hdf5Group weights = LegacyHdf5Weights.Find(file) ?? throw new ModelFormatException(file.Path, null, "model_weights", "a group with the weights", "none");
        var load = new WeightLoad(file.Path, false);
        LegacyHdf5Weights.Load(weights, model, load, byName: false);
        load.Apply(isNew: true);
        awaited.Complete(load.Variables);
        if (!compile)
            return model;
        if (file.Root.FindAttribute("training_config") is not { } training)
        {
            Warnings.Once("No training configuration found in the save file, so the model was *not* compiled. Compile it manually.");
            return model;
        }
        CompileConfig.Apply(model, ReadJson(System.Text.Encoding.UTF8.GetBytes(training.ReadString()), file.Path, "training_config"));
        if (file.Root.Find("optimizer_weights") is Hdf5Group optimizer)
            OptimizerState.Load(model, LegacyHdf5Weights.Arrays(optimizer));
        return model;
    }

    private static Shape? Built(Config config) =>
        config.GetValueOrDefault("build_config") is Config build ? ConfigReader.Get<Shape?>(build, "input_shape", null) : null;

    private static Config ReadJson(byte[] json, string path, string field)
    {
        try
        {
            return ConfigJson.Read(json) as Config ?? throw new ModelFormatException(path, null, field, "a JSON object", "another value");
        }
        catch (KerasValueException e)
        {
            throw new ModelFormatException(path, null, field, "JSON", e.Message, e);
        }
    }
}
