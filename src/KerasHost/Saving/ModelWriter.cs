using System.Globalization;
using System.Text;
using KerasHost.Export;
using KerasHost.Formats.Common;
using KerasHost.Formats.Hdf5;
using KerasHost.Formats.Zip;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>Writes models and weights so that tf_keras and Keras 3 read them.</summary>
internal static class ModelWriter
{
    /// <summary>Writes a full model as a <c>.keras</c> archive; tf_keras or Keras 3 goes on training from it.</summary>
    public static void SaveArchive(Model model, string path, bool forKeras3)
    {
        Config config = ClassRegistry.Serialize(model)!;
        if (CompileConfig.Write(model) is { } training)
            config["compile_config"] = training;
        config = ModelJson.Archived(config);
        if (forKeras3)
            config = Keras3Config.Of(config);
        var metadata = new Config
        {
            ["keras_version"] = forKeras3 ? Keras3Config.Version : ModelJson.KerasVersion,
            ["date_saved"] = DateTime.Now.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture),
        };
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipWriter(stream);
            archive.Add("metadata.json", Encoding.UTF8.GetBytes(metadata.ToJson()));
            archive.Add("config.json", Encoding.UTF8.GetBytes(config.ToJson()));
            // Large weights do not fit in memory a second time.
            using var weights = new FileStream($"{path}.{Guid.NewGuid():N}.tmp", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            Hdf5Writer.Write(weights, root => ObjectWeights.Save(root, model, forKeras3));
            weights.Position = 0;
            archive.Add(ObjectStore.InArchive, weights.Length, target => weights.CopyTo(target));
        });
    }

    /// <summary>Writes a full model as an HDF5 file.</summary>
    public static void SaveHdf5(Model model, string path, bool includeOptimizer)
    {
        string description = ModelJson.WriteLegacy(model).ToJson();
        string? training = includeOptimizer ? CompileConfig.WriteLegacy(model)?.ToJson() : null;
        MakeFolder(path);
        Hdf5Writer.Write(path, root =>
        {
            root.SetAttribute("keras_version", ModelJson.KerasVersion);
            root.SetAttribute("backend", "tensorflow");
            root.SetAttribute("model_config", description);
            if (training is not null)
                root.SetAttribute("training_config", training);
            LegacyHdf5Weights.Save(root.Group("model_weights"), model);
            if (training is not null && model.optimizer.variables.Count > 0)
                LegacyHdf5Weights.SaveVariables(root.Group("optimizer_weights"), model.optimizer.variables);
        });
    }

    /// <summary>Writes weights alone, by the path: <c>.weights.h5</c> by object paths, other HDF5 files by names of layers.</summary>
    public static void SaveWeights(Model model, string path, bool byObjectPath, bool forKeras3)
    {
        if (!model.built)
            throw new KerasValueException($"Weights for model '{model.name}' have not yet been created. Weights are created when the model is first called on inputs or `build()` is called with an `input_shape`.");
        MakeFolder(path);
        Hdf5Writer.Write(path, root =>
        {
            if (byObjectPath)
                ObjectWeights.Save(root, model, forKeras3);
            else
                LegacyHdf5Weights.Save(root, model);
        });
    }

    private static void MakeFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
    }
}
