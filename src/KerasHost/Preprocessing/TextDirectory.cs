using System.Globalization;
using System.Runtime.CompilerServices;
using KerasHost.Data;
using KerasHost.RandomNumbers;
using KerasHost.TensorFlow;

namespace KerasHost.Preprocessing;

/// <summary>Text files in folders as a dataset. Mirrors tf_keras/src/utils/text_dataset.py.</summary>
public static class TextDirectory
{
    /// <summary>The texts of a folder's .txt files, with the number of the subfolder as the label.</summary>
    /// <param name="directory">The folder: one subfolder for each class.</param>
    /// <param name="labels">"inferred" from the subfolders, or null for texts alone.</param>
    /// <param name="label_mode">"int", "categorical" (a row with a 1), "binary" (0 or 1, float32), or null for no labels.</param>
    /// <param name="class_names">The subfolders in the order of their numbers; null means sorted.</param>
    /// <param name="batch_size">Texts a batch; null for texts one by one.</param>
    /// <param name="max_length">Bytes of a text, or null for all.</param>
    /// <param name="shuffle">Whether texts come in a random order, else in that of their names.</param>
    /// <param name="seed">The seed of the order; null draws one from <c>np.random</c>.</param>
    /// <param name="validation_split">The part of the texts, 0 to 1, that is for validation.</param>
    /// <param name="subset">With <paramref name="validation_split"/> "training", "validation", or "both": <c>var (train, validation) = …</c>.</param>
    /// <param name="follow_links">Whether subfolders that are links are searched.</param>
    /// <returns>Elements <c>(texts, labels)</c>.</returns>
    /// <exception cref="KerasValueException">Arguments do not fit together, or there is no text.</exception>
    [KerasExport("keras.utils.text_dataset_from_directory", "keras.preprocessing.text_dataset_from_directory")]
    public static Dataset text_dataset_from_directory(string directory, string? labels = "inferred", string? label_mode = "int", IReadOnlyList<string>? class_names = null,
        int? batch_size = 32, int? max_length = null, bool shuffle = true, long? seed = null, double? validation_split = null, string? subset = null, bool follow_links = false)
    {
        if (labels is not ("inferred" or null))
            throw new KerasValueException($"`labels` argument should be a list/tuple of integer labels, of the same size as the number of text files in the target directory. If you wish to infer the labels from the subdirectory names in the target directory, pass `labels=\"inferred\"`. If you wish to get a dataset that only contains text samples (no labels), pass `labels=None`. Received: labels={labels}");
        Check(label_mode, shuffle, seed, validation_split, subset);
        if (labels is null || label_mode is null)
            (labels, label_mode) = (null, null);
        seed ??= SeedStreams.NumPy.RandInt(0, 1000000);
        MustExist(directory);
        string[] classes = labels is null ? [""] : Classes(directory, class_names);
        // Files come in the order of the folders' names, whatever the order of the classes.
        var files = classes.Select((name, number) => (name, number)).OrderBy(part => part.name, StringComparer.Ordinal)
            .SelectMany(part => Texts(Path.Join(directory, part.name), follow_links).Select(path => (Path: path, Label: part.number))).ToArray();
        return Made(directory, files, labels is null ? null : classes, label_mode, batch_size, max_length, shuffle, seed.Value, validation_split, subset, PythonText.Repr(classes));
    }

    /// <summary>The texts of a folder's .txt files, those of subfolders included, with labels of one's own.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="labels">The label of each file, in the order of their paths.</param>
    /// <inheritdoc cref="text_dataset_from_directory(string, string?, string?, IReadOnlyList{string}?, int?, int?, bool, long?, double?, string?, bool)"/>
    [KerasExport("keras.utils.text_dataset_from_directory", "keras.preprocessing.text_dataset_from_directory")]
    [OverloadResolutionPriority(-1)]
    public static Dataset text_dataset_from_directory(string directory, IReadOnlyList<int> labels, string? label_mode = "int",
        int? batch_size = 32, int? max_length = null, bool shuffle = true, long? seed = null, double? validation_split = null, string? subset = null, bool follow_links = false)
    {
        Check(label_mode, shuffle, seed, validation_split, subset);
        seed ??= SeedStreams.NumPy.RandInt(0, 1000000);
        MustExist(directory);
        string[] paths = [.. Texts(directory, follow_links)];
        if (label_mode is not null && labels.Count != paths.Length)
            throw new KerasValueException($"Expected the lengths of `labels` to match the number of files in the target directory. len(labels) is {labels.Count} while we found {paths.Length} files in directory {directory}.");
        string[]? classes = label_mode is null ? null : [.. labels.Distinct().Order().Select(label => label.ToString(CultureInfo.InvariantCulture))];
        return Made(directory, [.. paths.Select((path, i) => (path, label_mode is null ? 0 : labels[i]))], classes, label_mode, batch_size, max_length, shuffle, seed.Value, validation_split, subset,
            $"[{string.Join(", ", classes ?? [])}]");
    }

    private static Dataset Made(string directory, (string Path, int Label)[] files, string[]? classes, string? mode, int? batchSize, int? bytes, bool shuffle, long seed, double? split, string? subset, string names)
    {
        Console.Out.WriteLine($"Found {files.Length} files belonging to {classes?.Length ?? 1} classes.");
        if (shuffle)
            new NumPyRandomState(seed).Shuffle(files.AsSpan());
        if (mode == "binary" && classes!.Length != 2)
            throw new KerasValueException($"When passing `label_mode=\"binary\"`, there must be exactly 2 class_names. Received: class_names={names}");
        if (subset != "both")
            return Batches(Part(files, split, subset), "", shuffle);
        (string, int)[] training = Part(files, split, "training"), validation = Part(files, split, "validation");
        return new SplitDataset(Batches(training, "training ", shuffle), Batches(validation, "validation ", false));

        Dataset Batches((string Path, int Label)[] part, string which, bool inRandomOrder)
        {
            if (part.Length == 0)
                throw new KerasValueException($"No {which}text files found in directory {directory}. Allowed format: .txt");
            Dataset texts = Dataset.from_tensor_slices(part.Select(file => file.Path).ToArray()).map(path => Read(path, bytes), num_parallel_calls: Dataset.AUTOTUNE);
            Dataset dataset = mode is null ? texts : Dataset.zip(texts, Labels([.. part.Select(file => file.Label)], mode, classes!.Length));
            dataset = dataset.prefetch(Dataset.AUTOTUNE);
            if (inRandomOrder)
                dataset = dataset.shuffle(batchSize is { } size ? size * 8 : 1024, seed);
            if (batchSize is { } samples)
                dataset = dataset.batch(samples);
            dataset.class_names = classes;
            return dataset;
        }
    }

    private static void MustExist(string directory)
    {
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"Could not find directory {directory}");
    }

    private static void Check(string? mode, bool shuffle, long? seed, double? split, string? subset)
    {
        if (mode is not ("int" or "categorical" or "binary" or null))
            throw new KerasValueException($"`label_mode` argument must be one of \"int\", \"categorical\", \"binary\", or None. Received: label_mode={mode}");
        if (split is not (null or (> 0 and < 1)))
            throw new KerasValueException($"`validation_split` must be between 0 and 1, received: {PythonText.Repr(split)}");
        if ((split is not null || subset is not null) && (split is null || subset is null))
            throw new KerasValueException("If `subset` is set, `validation_split` must be set, and inversely.");
        if (subset is not ("training" or "validation" or "both" or null))
            throw new KerasValueException($"`subset` must be either \"training\", \"validation\" or \"both\", received: {subset}");
        if (split is not null && shuffle && seed is null)
            throw new KerasValueException("If using `validation_split` and shuffling the data, you must provide a `seed` argument, to make sure that there is no overlap between the training and validation subset.");
    }

    private static string[] Classes(string directory, IReadOnlyList<string>? names)
    {
        string[] found = [.. Directory.GetDirectories(directory).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];
        if (names is not { Count: > 0 })
            return found;
        return names.ToHashSet().SetEquals(found) ? [.. names] : throw new KerasValueException(
            $"The `class_names` passed did not match the names of the subdirectories of the target directory. Expected: {PythonText.Repr(found)}, but received: {PythonText.Repr(names)}");
    }

    // Files of a folder before those of its subfolders, each by name, as os.walk gives them sorted.
    private static IEnumerable<string> Texts(string folder, bool followLinks)
    {
        foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            if (file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
                yield return file;
        foreach (string below in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
            if (followLinks || new DirectoryInfo(below).LinkTarget is null)
                foreach (string file in Texts(below, followLinks))
                    yield return file;
    }

    private static T[] Part<T>(T[] files, double? split, string? subset)
    {
        if (split is not { } part)
            return files;
        int validation = (int)(part * files.Length);
        Console.Out.WriteLine(subset == "training" ? $"Using {files.Length - validation} files for training." : $"Using {validation} files for validation.");
        return subset == "training" ? files[..^validation] : files[^validation..];
    }

    private static Tensor Read(Tensor path, int? bytes)
    {
        Tensor text = StringFunctions.read_file(path);
        if (bytes is not { } limit || text.IsSymbolic)
            return text;
        byte[] all = System.Text.Encoding.UTF8.GetBytes(text.Text[0]);
        return Tensor.OfText([System.Text.Encoding.UTF8.GetString(all.AsSpan(0, Math.Min(limit, all.Length)))], []);
    }

    private static Dataset Labels(int[] labels, string mode, int classes)
    {
        Dataset numbers = Dataset.from_tensor_slices(labels);
        return mode switch
        {
            "binary" => numbers.map(label => Op.ExpandDims(Op.Cast(label, DType.Float32), -1)),
            "categorical" => numbers.map(label => Op.OneHot(label, classes, 1, 0, null)),
            _ => numbers,
        };
    }
}
