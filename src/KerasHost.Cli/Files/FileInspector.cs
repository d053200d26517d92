using KerasHost.Formats;
using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.KerasArchive;
using KerasHost.Formats.Pickle;
using KerasHost.Formats.PyTorch;
using KerasHost.Formats.SafeTensors;
using KerasHost.Formats.SavedModel;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Saving;

namespace KerasHost.Cli.Files;

/// <summary>Finds out what a file holds: format, producer, layers, training settings, tensors. No numbers are read and no layers made.</summary>
internal static class FileInspector
{
    private static readonly Dictionary<FileFormat, string> s_names = new()
    {
        [FileFormat.Hdf5] = "HDF5",
        [FileFormat.KerasArchive] = "Keras archive",
        [FileFormat.KerasShards] = "Keras weights in several HDF5 files",
        [FileFormat.Npy] = "NumPy array",
        [FileFormat.Npz] = "NumPy archive",
        [FileFormat.Torch] = "PyTorch",
        [FileFormat.SafeTensors] = "safetensors",
        [FileFormat.TensorBundle] = "TensorFlow checkpoint",
        [FileFormat.NamedCheckpoint] = "TensorFlow checkpoint (before 1.0)",
        [FileFormat.SavedModel] = "TensorFlow SavedModel",
    };

    /// <summary>What a file holds: the keys path, format, size_bytes, written_by, date, model, training, values, elements, tensors.</summary>
    /// <exception cref="IOException">There is nothing under this path.</exception>
    /// <exception cref="ModelFormatException">It is damaged, or of no format that is read here.</exception>
    public static Config Inspect(string path)
    {
        FileFormat format = WeightFile.Identify(path);
        var found = new Config
        {
            ["path"] = path,
            ["format"] = s_names[format],
            ["size_bytes"] = SizeOf(path, format),
            ["written_by"] = null,
            ["date"] = null,
            ["model"] = null,
            ["training"] = null,
            ["values"] = null,
        };
        if (format == FileFormat.SavedModel)
            Metadata(found, KerasMetadata.ReadRoot(path), path);
        if (format == FileFormat.SavedModel && !TensorBundle.Exists(SavedModelFolder.VariablesOf(path)))
        {
            Tensors(found, []);
            return found;
        }
        using IWeightReader reader = WeightFile.Open(path);
        switch (reader)
        {
            case Hdf5File file: Hdf5(found, file); break;
            case KerasArchiveFile archive: Archive(found, archive); break;
            case TorchFile { Root: PickleDict dict }: found["values"] = Values(dict); break;
            case SafeTensorsFile file: found["values"] = new Config(file.Metadata.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))); break;
            case TensorBundle bundle: found["values"] = new Config { ["stored by"] = bundle.IsObjectBased ? "objects" : "names" }; break;
        }
        Tensors(found, reader.Tensors);
        return found;
    }

    private static long SizeOf(string path, FileFormat format) => format switch
    {
        FileFormat.SavedModel => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length),
        FileFormat.TensorBundle => Prefix(path) is var prefix ? Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(prefix))!)
            .Where(file => file == Path.GetFullPath(prefix) + ".index" || file.StartsWith(Path.GetFullPath(prefix) + ".data-", StringComparison.Ordinal)).Sum(file => new FileInfo(file).Length) : 0,
        FileFormat.KerasShards => new FileInfo(path).Length + ShardList.Names(File.ReadAllBytes(path), path).Sum(name => new FileInfo(Path.Join(Path.GetDirectoryName(Path.GetFullPath(path)), name)).Length),
        _ => new FileInfo(path).Length,
    };

    private static string Prefix(string path) => path.EndsWith(".index", StringComparison.Ordinal) && File.Exists(path) ? path[..^".index".Length] : path;

    private static void Hdf5(Config found, Hdf5File file)
    {
        Hdf5Group weights = file.Root.Find("model_weights") as Hdf5Group ?? file.Root;
        string? version = Text(file.Root, "keras_version") ?? Text(weights, "keras_version");
        if (version is not null)
        {
            found["format"] = Text(file.Root, "model_config") is null ? "Keras weights in HDF5" : "Keras model in HDF5";
            found["written_by"] = $"Keras {version}" + ((Text(file.Root, "backend") ?? Text(weights, "backend")) is { } backend ? $" ({backend})" : "");
        }
        if (Text(file.Root, "model_config") is { } model)
            found["model"] = ModelOf(Json(model, file.Path, "model_config"));
        else if (weights.FindAttribute("layer_names") is not null || weights.FindAttribute("layer_names0") is not null)
            found["model"] = new Config
            {
                ["name"] = "?",
                ["class_name"] = "weights only",
                ["layers"] = weights.ReadStringList("layer_names").Select(name => (object?)new Config { ["name"] = name, ["class_name"] = "?" }).ToList(),
            };
        if (Text(file.Root, "training_config") is { } training)
            found["training"] = TrainingOf(Json(training, file.Path, "training_config"));
    }

    private static void Archive(Config found, KerasArchiveFile archive)
    {
        Config config = Json(System.Text.Encoding.UTF8.GetString(archive.Config), archive.Path, "config.json");
        found["model"] = ModelOf(config);
        if (config.GetValueOrDefault("compile_config") is Config training)
            found["training"] = TrainingOf(training);
        if (archive.Metadata is not { } metadata)
            return;
        Config about = Json(System.Text.Encoding.UTF8.GetString(metadata), archive.Path, "metadata.json");
        found["written_by"] = about.GetValueOrDefault("keras_version") is { } version ? $"Keras {version}" : null;
        found["date"] = about.GetValueOrDefault("date_saved");
    }

    private static void Metadata(Config found, string? json, string path)
    {
        if (json is null)
            return;
        Config config = Json(json, path, "keras_metadata.pb");
        found["model"] = ModelOf(config.GetValueOrDefault("model_config") as Config ?? config);
        found["written_by"] = config.GetValueOrDefault("keras_version") is { } version ? $"Keras {version}" : null;
        if (config.GetValueOrDefault("training_config") is Config training)
            found["training"] = TrainingOf(training);
    }

    private static Config ModelOf(Config description)
    {
        Config model = LayerOf(description);
        model.TryAdd("layers", new List<object?>());
        return model;
    }

    private static Config LayerOf(Config description)
    {
        object? config = description.GetValueOrDefault("config");
        var layer = new Config
        {
            ["name"] = description.GetValueOrDefault("name") ?? (config as Config)?.GetValueOrDefault("name") ?? "?",
            ["class_name"] = description.GetValueOrDefault("class_name") ?? "?",
        };
        // Until Keras 2.2.2 a Sequential's configuration was the list of its layers.
        List<object?>? inside = config as List<object?> ?? (config as Config)?.GetValueOrDefault("layers") as List<object?>;
        if (inside is null && (config as Config)?.GetValueOrDefault("layer") is Config wrapped)
            inside = [wrapped];
        if (inside is not null)
            layer["layers"] = inside.OfType<Config>().Select(one => (object?)LayerOf(one)).ToList();
        return layer;
    }

    private static Config TrainingOf(Config training) => new()
    {
        ["optimizer"] = Short(training.GetValueOrDefault("optimizer") ?? training.GetValueOrDefault("optimizer_config")),
        ["loss"] = Short(training.GetValueOrDefault("loss")),
        ["metrics"] = Short(training.GetValueOrDefault("metrics")),
    };

    // Class and configuration without the words that every object carries.
    private static object? Short(object? value) => value switch
    {
        List<object?> list => list.ConvertAll(Short),
        Config config when config.GetValueOrDefault("class_name") is { } name => new Config { ["class_name"] = name, ["config"] = Short(config.GetValueOrDefault("config")) },
        Config config => new Config(config.Select(pair => KeyValuePair.Create(pair.Key, Short(pair.Value)))),
        _ => value,
    };

    private static Config Values(PickleDict dict)
    {
        var values = new Config();
        foreach (var (key, value) in dict)
            if (key is string name && value is string or long or double or bool)
                values[name] = value;
        return values;
    }

    private static void Tensors(Config found, IReadOnlyList<TensorInfo> tensors)
    {
        found["elements"] = tensors.Where(tensor => tensor.DType.Code is not (DTypeCode.String or DTypeCode.Object)).Sum(tensor => tensor.Shape.Size);
        found["tensors"] = tensors.Select(tensor => (object?)new Config
        {
            ["name"] = tensor.Name,
            ["shape"] = tensor.Shape,
            ["dtype"] = tensor.DType.name,
            ["bytes"] = tensor.ByteLength,
        }).ToList();
    }

    private static string? Text(Hdf5Object owner, string attribute) => owner.FindAttribute(attribute)?.ReadString();

    private static Config Json(string text, string path, string field)
    {
        try
        {
            return Config.Parse(text);
        }
        catch (KerasValueException e)
        {
            throw new ModelFormatException(path, null, field, "a JSON object", e.Message, e);
        }
    }
}
