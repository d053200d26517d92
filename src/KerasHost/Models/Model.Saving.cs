using KerasHost.Saving;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>Writes the model; the end of the path chooses the format: <c>.keras</c>, or <c>.h5</c> and <c>.hdf5</c>.</summary>
    /// <param name="filepath">The file.</param>
    /// <param name="overwrite">Whether an existing file is replaced without asking.</param>
    /// <param name="save_format"><c>keras</c> or <c>h5</c>; null to go by the path.</param>
    /// <param name="include_optimizer">Whether an HDF5 file holds the optimizer and the arguments of compile.</param>
    /// <exception cref="KerasValueException">The path asks for a SavedModel, which is not written here.</exception>
    public void save(string filepath, bool overwrite = true, string? save_format = null, bool include_optimizer = true) =>
        ModelFiles.save_model(this, filepath, overwrite, save_format, include_optimizer);

    /// <summary>Writes the weights alone; the end of the path chooses the format: <c>.weights.h5</c>, or <c>.h5</c> and <c>.hdf5</c>.</summary>
    /// <param name="filepath">The file.</param>
    /// <param name="overwrite">Whether an existing file is replaced without asking.</param>
    /// <param name="save_format"><c>h5</c>; null to go by the path.</param>
    /// <exception cref="KerasValueException">The model has no weights yet, or the path asks for a checkpoint of TensorFlow.</exception>
    public void save_weights(string filepath, bool overwrite = true, string? save_format = null)
    {
        bool byObjectPath = filepath.EndsWith(".weights.h5", StringComparison.Ordinal);
        bool isHdf5 = save_format is null ? ModelFormat.IsHdf5Name(filepath) || filepath.EndsWith(".keras", StringComparison.Ordinal) : ModelFormat.Of(filepath, save_format) != "tf";
        if (!isHdf5)
            throw new KerasValueException($"Cannot write '{filepath}' as a checkpoint of TensorFlow: this is not supported yet. Use a path that ends in .weights.h5 or .h5.");
        if (ModelFormat.MayWrite(filepath, overwrite))
            ModelWriter.SaveWeights(this, filepath, byObjectPath);
    }

    /// <summary>Loads weights from a file of any Keras. Nothing changes unless all fit.</summary>
    /// <param name="filepath">A file of weights or of a full model: HDF5, <c>.keras</c> or sharded <c>.weights.json</c>.</param>
    /// <param name="skip_mismatch">Whether weights that do not fit are left out, with a warning.</param>
    /// <param name="by_name">Whether layers take the weights of those with their names; HDF5 with names of layers only.</param>
    /// <exception cref="KerasValueException">Layers or shapes differ; the message lists all.</exception>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public void load_weights(string filepath, bool skip_mismatch = false, bool by_name = false) =>
        ModelReader.LoadWeights(this, filepath, by_name, skip_mismatch);

    /// <summary>The model's layers as JSON, which <c>keras.models.model_from_json</c> reads here and in Python.</summary>
    public string to_json() => ModelJson.Write(this).ToJson();
}
