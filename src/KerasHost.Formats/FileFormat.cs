namespace KerasHost.Formats;

/// <summary>The kinds of files with tensors.</summary>
public enum FileFormat
{
    /// <summary>HDF5: Keras's <c>.h5</c> and <c>.weights.h5</c>, and others.</summary>
    Hdf5,
    /// <summary>Keras's <c>.keras</c>: a zip archive with a configuration and weights.</summary>
    KerasArchive,
    /// <summary>Keras 3's <c>.weights.json</c>: a list of HDF5 files.</summary>
    KerasShards,
    /// <summary>One NumPy array.</summary>
    Npy,
    /// <summary>A zip archive of NumPy arrays.</summary>
    Npz,
    /// <summary>What <c>torch.save</c> wrote.</summary>
    Torch,
    /// <summary>safetensors.</summary>
    SafeTensors,
    /// <summary>A checkpoint of TensorFlow: an index and data files.</summary>
    TensorBundle,
    /// <summary>A checkpoint of TensorFlow before 1.0: one table.</summary>
    NamedCheckpoint,
    /// <summary>A folder with a SavedModel of TensorFlow.</summary>
    SavedModel,
}
