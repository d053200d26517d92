using KerasHost.Saving;

namespace KerasHost.Models;

public abstract partial class Model
{
    /// <summary>Writes the model; the end of the path chooses the format: <c>.keras</c>, or <c>.h5</c> and <c>.hdf5</c>.</summary>
    /// <param name="filepath">The file.</param>
    /// <param name="overwrite">Whether an existing file is replaced without asking.</param>
    /// <param name="save_format"><c>keras</c> or <c>h5</c>; null to go by the path.</param>
    /// <param name="include_optimizer">Whether an HDF5 file holds the optimizer and the arguments of compile.</param>
    /// <param name="keras_version">Which Keras goes on training from a <c>.keras</c> file: 2 for tf_keras, 3 for Keras 3, whose optimizers keep other variables. Here both are read.</param>
    /// <exception cref="KerasValueException">The path asks for a SavedModel, which is not written here; or the model has a part that Keras 3 does not have.</exception>
    public void save(string filepath, bool overwrite = true, string? save_format = null, bool include_optimizer = true, int keras_version = 2) =>
        ModelFiles.save_model(this, filepath, overwrite, save_format, include_optimizer, keras_version);

    /// <summary>
    /// Writes the weights alone; the end of the path chooses the format: <c>.weights.h5</c>, or <c>.h5</c>, <c>.hdf5</c> and <c>.keras</c> for HDF5
    /// by names of layers, else a checkpoint of TensorFlow, with the optimizer's state and the file <c>checkpoint</c> that tells the newest.
    /// </summary>
    /// <param name="filepath">The file, or what the names of a checkpoint's files begin with. Missing folders are made.</param>
    /// <param name="overwrite">Whether an existing file is replaced without asking.</param>
    /// <param name="save_format"><c>h5</c> or <c>tf</c>; null to go by the path.</param>
    /// <param name="keras_version">Which Keras finds the optimizer's state in a <c>.weights.h5</c> file, and the layers of a model of one's own: 2 for tf_keras, 3 for Keras 3. Here both are read.</param>
    /// <exception cref="KerasValueException">The model has no weights yet, or path and format do not go together.</exception>
    public void save_weights(string filepath, bool overwrite = true, string? save_format = null, int keras_version = 2)
    {
        bool byObjectPath = filepath.EndsWith(".weights.h5", StringComparison.Ordinal);
        bool isHdf5Name = ModelFormat.IsHdf5Name(filepath) || filepath.EndsWith(".keras", StringComparison.Ordinal);
        bool isHdf5 = save_format is null ? isHdf5Name : ModelFormat.Of(filepath, save_format) != "tf";
        if (!isHdf5 && isHdf5Name)
            throw new KerasValueException($"save_weights got save_format=\"tf\"/\"tensorflow\", but the filepath (\"{filepath}\") looks like an HDF5 file. Omit the \".h5\"/\".keras\" when saving in TensorFlow format.");
        bool forKeras3 = ModelFormat.IsForKeras3(keras_version);
        if (forKeras3 && !(isHdf5 && byObjectPath))
            throw new KerasValueException($"keras_version=3 goes with .weights.h5 files. Received: filepath={filepath}");
        if (!ModelFormat.MayWrite(isHdf5 ? filepath : filepath + ".index", overwrite))
            return;
        if (isHdf5)
            ModelWriter.SaveWeights(this, filepath, byObjectPath, forKeras3);
        else
            CheckpointFiles.SaveWeights(this, filepath);
    }

    /// <summary>
    /// Loads weights from a file of any Keras. Nothing changes unless all fit. A checkpoint of TensorFlow may hold more or less than the model,
    /// which the result tells; weights that do not exist yet, and a compiled optimizer's state, are set when they are made.
    /// </summary>
    /// <param name="filepath">A file of weights or of a full model: HDF5, <c>.keras</c> or sharded <c>.weights.json</c>; a checkpoint's path without <c>.index</c>; or the folder of a SavedModel.</param>
    /// <param name="skip_mismatch">Whether weights that do not fit are left out, with a warning.</param>
    /// <param name="by_name">Whether layers take the weights of those with their names; HDF5 with names of layers only.</param>
    /// <returns>What was found. In Keras only checkpoints of TensorFlow give it; other files hold exactly the model's weights, else loading fails.</returns>
    /// <exception cref="KerasValueException">Layers or shapes differ; the message lists all.</exception>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public CheckpointLoadStatus load_weights(string? filepath, bool skip_mismatch = false, bool by_name = false) =>
        ModelReader.LoadWeights(this, filepath ?? throw new KerasValueException("load_weights needs a path. Received: filepath=None (tf.train.latest_checkpoint returns None where a folder has no checkpoint)"), by_name, skip_mismatch);

    /// <summary>The model's layers as JSON, which <c>keras.models.model_from_json</c> reads here and in Python.</summary>
    /// <param name="keras_version">2 for what tf_keras writes and reads, 3 for what Keras 3 does. Here both are read.</param>
    /// <exception cref="KerasValueException">The model has a part that Keras 3 does not have.</exception>
    public string to_json(int keras_version = 2) =>
        (ModelFormat.IsForKeras3(keras_version) ? ModelJson.WriteForKeras3(this) : ModelJson.Write(this)).ToJson();
}
