namespace KerasHost.Saving;

/// <summary>The formats of models and weights, chosen by the path as <c>get_save_format</c> of tf_keras/src/saving/saving_api.py does.</summary>
internal static class ModelFormat
{
    /// <summary><c>keras</c>, <c>h5</c> or <c>tf</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="saveFormat">What the user asked for, or null.</param>
    /// <exception cref="KerasValueException">Another format was asked for.</exception>
    public static string Of(string path, string? saveFormat) => saveFormat switch
    {
        "keras" or "keras_v3" => "keras",
        "h5" or "hdf5" => "h5",
        "tf" or "tensorflow" => "tf",
        null => path.EndsWith(".keras", StringComparison.Ordinal) ? "keras" : IsHdf5Name(path) ? "h5" : "tf",
        _ => throw new KerasValueException($"Unknown `save_format` argument. Expected one of 'keras', 'tf', or 'h5'. Received: save_format={saveFormat}"),
    };

    /// <summary>Whether a file is for Keras 3, not for tf_keras.</summary>
    /// <param name="kerasVersion">What the user asked for: 2 or 3.</param>
    /// <exception cref="KerasValueException">Another number.</exception>
    public static bool IsForKeras3(int kerasVersion) => kerasVersion switch
    {
        2 => false,
        3 => true,
        _ => throw new KerasValueException($"`keras_version` must be 2 (tf_keras) or 3. Received: keras_version={kerasVersion}"),
    };

    /// <summary>Whether a path is that of an HDF5 file.</summary>
    public static bool IsHdf5Name(string path) => path.EndsWith(".h5", StringComparison.Ordinal) || path.EndsWith(".hdf5", StringComparison.Ordinal);

    /// <summary>Asks whether a file may be replaced, as Keras does for <c>overwrite: false</c>.</summary>
    public static bool MayWrite(string path, bool overwrite)
    {
        if (overwrite || !File.Exists(path))
            return true;
        Console.Write($"[WARNING] {path} already exists - overwrite? [y/n]");
        while (true)
        {
            switch (Console.ReadLine()?.Trim().ToLowerInvariant())
            {
                case "y":
                    Console.WriteLine("[TIP] Next time specify overwrite=True!");
                    return true;
                case "n" or null:
                    return false;
            }
            Console.Write("Enter \"y\" (overwrite) or \"n\" (cancel).");
        }
    }
}
