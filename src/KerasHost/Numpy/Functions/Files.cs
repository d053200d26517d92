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

    /// <summary>The numbers of a text file, a row a line; one axis where there is one column or one row.</summary>
    /// <param name="fname">The path.</param>
    /// <param name="dtype">The type, or null for float64.</param>
    /// <param name="delimiter">Between numbers; null for white space.</param>
    /// <param name="skiprows">Lines to leave out in front.</param>
    /// <param name="comments">What starts a comment that ends with the line; null for none.</param>
    /// <param name="usecols">The columns to take; all by default.</param>
    /// <exception cref="KerasValueException">Something that is no number, or rows of different lengths.</exception>
    [KerasExport("np.loadtxt")]
    public static NDArray loadtxt(string fname, DType? dtype = null, string? delimiter = null, int skiprows = 0, string? comments = "#", AxisArg usecols = default)
    {
        var cells = new List<string>();
        int rows = 0, columns = 0;
        foreach (string line in File.ReadLines(fname).Skip(skiprows))
        {
            string text = comments is not null && line.IndexOf(comments, StringComparison.Ordinal) is var at and >= 0 ? line[..at] : line;
            if (text.AsSpan().Trim().IsEmpty)
                continue;
            string[] parts = delimiter is null ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : text.Split(delimiter);
            if (rows++ == 0)
                columns = parts.Length;
            if (parts.Length != columns)
                throw new KerasValueException(
                    $"the number of columns changed from {columns} to {parts.Length} at row {rows}; use `usecols` to select a subset and avoid this error");
            cells.AddRange(parts);
        }
        NDArray table = NDArray.Over(cells.ToArray(), Shape.Of(rows, columns));
        if (!usecols.IsAll)
            table = table[Slice.All, usecols.ToArray()];
        return table.astype(dtype ?? DType.Float64, copy: false).squeeze();
    }

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
