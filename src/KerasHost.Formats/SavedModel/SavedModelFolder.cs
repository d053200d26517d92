namespace KerasHost.Formats.SavedModel;

/// <summary>A folder that <c>model.save(folder)</c> of Keras 2 wrote: traced functions, which are not read, the variables, and what Keras knows of the model.</summary>
public static class SavedModelFolder
{
    /// <summary>Whether a folder is a SavedModel.</summary>
    public static bool IsSavedModel(string path) => File.Exists(GraphOf(path)) || File.Exists(MetadataOf(path));

    /// <summary>The path of the checkpoint with the variables.</summary>
    public static string VariablesOf(string path) => Path.Join(path, "variables", "variables");

    /// <summary>The file with the functions, and until Keras 2.4 what Keras knows.</summary>
    public static string GraphOf(string path) => Path.Join(path, "saved_model.pb");

    /// <summary>The file with what Keras knows of the model.</summary>
    public static string MetadataOf(string path) => Path.Join(path, "keras_metadata.pb");
}
