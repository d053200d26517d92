using System.Runtime.CompilerServices;
using KerasHost.Formats.Npy;

namespace KerasHost.Numpy;

/// <summary><c>np.load</c>, <c>np.save</c>, <c>np.savez</c>: NumPy's files.</summary>
internal static class Files
{
    /// <summary>
    /// The array of an <c>.npy</c> file, or an <c>.npz</c> file, whose arrays are read by name: <c>np.load("data.npz")["x_train"]</c>.
    /// </summary>
    /// <param name="file">The path.</param>
    /// <param name="allow_pickle">Arrays of objects are read by an allow-list in any case, so nothing is ever executed; false refuses them.</param>
    /// <exception cref="ModelFormatException">The file is damaged, or of another kind.</exception>
    /// <exception cref="KerasValueException">It holds objects and they are not allowed.</exception>
    [KerasExport("np.load")]
    public static NDArray load(string file, bool allow_pickle = false)
    {
        if (NpzArchive.IsArchive(file))
            return new NpzArchive(file, allow_pickle);
        return NpzArchive.ToArray(NpyFile.Read(file), allow_pickle);
    }

    /// <summary>Writes an array to an <c>.npy</c> file; the ending is added where it is missing.</summary>
    /// <param name="file">The path.</param>
    /// <param name="arr">The array.</param>
    [KerasExport("np.save")]
    public static void save(string file, NDArray arr) => NpyFile.Write(WithEnding(file, ".npy"), NpzArchive.FromArray(arr));

    /// <summary>Writes arrays to an <c>.npz</c> file under the names <c>arr_0</c>, <c>arr_1</c>, ….</summary>
    /// <param name="file">The path; the ending is added where it is missing.</param>
    /// <param name="args">The arrays.</param>
    [KerasExport("np.savez")]
    public static void savez(string file, params NDArray[] args) => savez(file, Named(args));

    /// <summary>Writes arrays to an <c>.npz</c> file under names: <c>np.savez("data.npz", new() { ["x"] = x })</c>.</summary>
    /// <param name="file">The path; the ending is added where it is missing.</param>
    /// <param name="kwds">The arrays by name.</param>
    [KerasExport("np.savez")]
    [OverloadResolutionPriority(1)]
    public static void savez(string file, Dictionary<string, NDArray> kwds) => Save(file, kwds, compressed: false);

    /// <summary>Writes arrays to a compressed <c>.npz</c> file under names.</summary>
    /// <inheritdoc cref="savez(string, Dictionary{string, NDArray})"/>
    [KerasExport("np.savez_compressed")]
    [OverloadResolutionPriority(1)]
    public static void savez_compressed(string file, Dictionary<string, NDArray> kwds) => Save(file, kwds, compressed: true);

    /// <summary>Writes arrays to a compressed <c>.npz</c> file under the names <c>arr_0</c>, <c>arr_1</c>, ….</summary>
    /// <inheritdoc cref="savez(string, NDArray[])"/>
    [KerasExport("np.savez_compressed")]
    public static void savez_compressed(string file, params NDArray[] args) => Save(file, Named(args), compressed: true);

    private static Dictionary<string, NDArray> Named(NDArray[] arrays)
    {
        var named = new Dictionary<string, NDArray>();
        for (int i = 0; i < arrays.Length; i++)
            named[$"arr_{i}"] = arrays[i];
        return named;
    }

    private static void Save(string file, Dictionary<string, NDArray> arrays, bool compressed) => NpzFile.Write(
        WithEnding(file, ".npz"), arrays.Select(a => KeyValuePair.Create(a.Key, NpzArchive.FromArray(a.Value))), compressed);

    private static string WithEnding(string file, string ending) => file.EndsWith(ending, StringComparison.Ordinal) ? file : file + ending;
}
