using KerasHost.Formats.SavedModel;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Models;

namespace KerasHost.Saving;

/// <summary>Models in the folders that Keras 2 wrote: layers from Keras's metadata, variables from the checkpoint. Functions in it are not run.</summary>
internal static class SavedModelReader
{
    /// <summary>The model in a folder, compiled as it was.</summary>
    public static Model Load(string folder, bool compile)
    {
        if (!SavedModelFolder.IsSavedModel(folder))
            throw new FileNotFoundException($"SavedModel file does not exist at: {folder}{Path.DirectorySeparatorChar}{{saved_model.pbtxt|saved_model.pb}}", folder);
        Config metadata = ReadMetadata(folder);
        Config description = metadata.GetValueOrDefault("model_config") as Config ?? metadata;
        if (description.GetValueOrDefault("config") is not Config { Count: > 0 })
            throw new KerasValueException($"The SavedModel '{folder}' holds a model of the class '{description.GetValueOrDefault("class_name")}' without a configuration: only its traced functions tell what it does, which are not run here. Make the model in the script and call model.load_weights(\"{folder}\").");
        Model model = ModelJson.Read(new() { ["class_name"] = description.GetValueOrDefault("class_name"), ["config"] = description["config"] });
        if (!model.built && metadata.ContainsKey("build_input_shape") && ConfigUpgrade.Apply(metadata["build_input_shape"]) is List<object?> sizes)
            model.build(ConfigReader.Get<Shape>(new() { ["build_input_shape"] = sizes }, "build_input_shape"));
        string variables = SavedModelFolder.VariablesOf(folder);
        if (!TensorBundle.Exists(variables))
            throw new ModelFormatException(folder, null, "variables", "a checkpoint variables/variables.index", "none");
        CheckpointLoadStatus status = CheckpointFiles.Restore(model, variables);
        if (model.built)
            status.assert_existing_objects_matched();
        if (compile && metadata.GetValueOrDefault("training_config") is Config training)
            CompileConfig.Apply(model, training);
        return model;
    }

    private static Config ReadMetadata(string folder)
    {
        string json = KerasMetadata.ReadRoot(folder)
            ?? throw new KerasValueException($"The SavedModel '{folder}' has no metadata of Keras: it was written by tf.saved_model.save, model.export or Keras 3, and holds traced functions alone, which are not run here. Save the model in Python with model.save('model.keras').");
        try
        {
            return ConfigJson.Read(json) as Config ?? throw new KerasValueException("no JSON object");
        }
        catch (KerasValueException e)
        {
            throw new ModelFormatException(folder, null, "keras_metadata.pb", "a JSON object for the model", e.Message, e);
        }
    }
}
