using KerasHost.Export;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>Keras's functions for models in files. Mirrors tf_keras/src/saving/saving_api.py.</summary>
public static class ModelFiles
{
    /// <summary>The model in a file of any Keras: <c>.keras</c> or HDF5.</summary>
    /// <param name="filepath">The file.</param>
    /// <param name="custom_objects">How classes of a script are made from their configuration, by name.</param>
    /// <param name="compile">Whether the model is compiled as it was, so that training goes on; its optimizer keeps its state.</param>
    /// <param name="safe_mode">In Python, whether to refuse code in a file; code in a file is never run here.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, or no model.</exception>
    /// <exception cref="KerasException">A layer or an argument is not known here.</exception>
    [KerasExport("keras.models.load_model", "keras.saving.load_model")]
    public static Model load_model(string filepath, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool compile = true, bool safe_mode = true)
    {
        if (!safe_mode)
            throw new KerasValueException("safe_mode=False is not supported: code in a file is never run here. Register the classes of your script, or pass them in custom_objects.");
        using IDisposable _ = ClassRegistry.CustomObjects(custom_objects);
        return ModelReader.Load(filepath, compile);
    }

    /// <summary>Writes a model; the end of the path chooses the format: <c>.keras</c>, or <c>.h5</c> and <c>.hdf5</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="filepath">The file.</param>
    /// <param name="overwrite">Whether an existing file is replaced without asking.</param>
    /// <param name="save_format"><c>keras</c> or <c>h5</c>; null to go by the path.</param>
    /// <param name="include_optimizer">Whether an HDF5 file holds the optimizer and the arguments of compile.</param>
    /// <param name="keras_version">Which Keras goes on training from a <c>.keras</c> file: 2 for tf_keras, 3 for Keras 3, whose optimizers keep other variables. Here both are read.</param>
    /// <exception cref="KerasValueException">The path asks for a SavedModel, which is not written here; or the model has a part that Keras 3 does not have.</exception>
    [KerasExport("keras.models.save_model", "keras.saving.save_model")]
    public static void save_model(Model model, string filepath, bool overwrite = true, string? save_format = null, bool include_optimizer = true, int keras_version = 2)
    {
        string format = ModelFormat.Of(filepath, save_format);
        if (format == "tf")
            throw new KerasValueException($"Cannot write '{filepath}' as a SavedModel: these hold traced TensorFlow functions. Use a path that ends in .keras or .h5.");
        if (format == "keras" && !filepath.EndsWith(".keras", StringComparison.Ordinal))
            throw new KerasValueException($"Invalid `filepath` argument: expected a `.keras` extension. Received: filepath={filepath}");
        if (format == "keras" && !include_optimizer)
            throw new KerasValueException("The following argument(s) are not supported with the native TF-Keras format: ['include_optimizer']");
        bool forKeras3 = ModelFormat.IsForKeras3(keras_version);
        if (forKeras3 && format == "h5")
            throw new KerasValueException($"keras_version=3 goes with .keras files. HDF5 models are the same for every Keras; Keras 3 takes no optimizer from them and reads them with compile=False. Received: filepath={filepath}");
        if (!ModelFormat.MayWrite(filepath, overwrite))
            return;
        if (format == "keras")
            ModelWriter.SaveArchive(model, filepath, forKeras3);
        else
            ModelWriter.SaveHdf5(model, filepath, include_optimizer);
    }

    /// <summary>The model that <c>model.to_json()</c>, in any Keras, described; its weights are new.</summary>
    /// <param name="json_string">The JSON text.</param>
    /// <param name="custom_objects">How classes of a script are made from their configuration, by name.</param>
    [KerasExport("keras.models.model_from_json")]
    public static Model model_from_json(string json_string, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null)
    {
        using IDisposable _ = ClassRegistry.CustomObjects(custom_objects);
        return ModelJson.Read(Config.Parse(json_string));
    }

    /// <summary>A model with the same layers and new weights.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="KerasValueException">The model is one of a script, which only its own class can copy.</exception>
    [KerasExport("keras.models.clone_model")]
    public static Model clone_model(Model model)
    {
        if (ClassRegistry.Of(model.GetType())?.Type != model.GetType())
            throw new KerasValueException("Expected `model` argument to be a functional `Model` instance, but got a subclassed model instead.");
        return ModelJson.Read(ModelJson.Write(model));
    }
}
