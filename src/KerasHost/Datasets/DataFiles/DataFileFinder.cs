namespace KerasHost.Datasets.DataFiles;

/// <summary>
/// Finds a data file: at an explicit path, in the folder that <c>KERASHOST_DATASETS</c> names, in Keras's cache, or by a
/// download into that cache (tf_keras/src/utils/data_utils.py, <c>get_file</c>).
/// </summary>
/// <remarks>A file in the cache must have the published hash, as in Keras; files that the user points at are taken as they are.</remarks>
/// <param name="folders">Where to look.</param>
/// <param name="downloader">Fetches what is not there.</param>
internal sealed class DataFileFinder(DataFolders folders, FileDownloader downloader)
{
    /// <summary>A finder for this process's environment.</summary>
    public static DataFileFinder ForEnvironment() => new(DataFolders.FromEnvironment(), new FileDownloader());

    /// <summary>The file, from wherever it is to be had.</summary>
    /// <param name="path">A name within the folders, or a path of the user's own.</param>
    /// <param name="published">What to download, and the hash.</param>
    /// <returns>The path of a file that exists.</returns>
    /// <exception cref="KerasException">It is nowhere, and the download failed.</exception>
    public string Find(string path, PublishedFile published)
    {
        if (FindLocal(path, published, out bool cacheIsStale) is { } found)
            return found;
        string target = Path.Join(folders.Cache, path);
        if (Path.IsPathRooted(path))
            target = path;
        if (cacheIsStale)
            Console.Out.WriteLine(
                $"A local file was found, but it seems to be incomplete or outdated because the {published.Algorithm} file hash does not match " +
                $"the original value of {published.Hash} so we will re-download the data.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
            downloader.Download(published, target);
            return target;
        }
        catch (Exception e) when (e is KerasException or IOException or UnauthorizedAccessException)
        {
            throw new KerasException(DescribeMissing(path, published, e.Message), e);
        }
    }

    /// <summary>The file, if it is on this machine; no network.</summary>
    /// <param name="path">A name within the folders, or a path of the user's own.</param>
    /// <param name="published">The hash that the cache's file must have.</param>
    /// <param name="cacheIsStale">True when the cache holds the name with other contents.</param>
    public string? FindLocal(string path, PublishedFile published, out bool cacheIsStale)
    {
        cacheIsStale = false;
        if (IsExplicit(path))
            return File.Exists(path) ? path : null;
        if (folders.Given is { } given)
        {
            string inGiven = Path.Join(given, path);
            if (File.Exists(inGiven))
                return inGiven;
        }
        string inCache = Path.Join(folders.Cache, path);
        if (!File.Exists(inCache))
            return null;
        if (published.Hash is null || FileHash.Matches(inCache, published.Hash, published.Algorithm))
            return inCache;
        cacheIsStale = true;
        return null;
    }

    /// <summary>Where a file was looked for, in words.</summary>
    public string DescribePlaces(string path)
    {
        if (IsExplicit(path))
            return path;
        string given = folders.Given is { } folder ? $"{folder} ({DataFolders.Variable})" : $"the folder {DataFolders.Variable} (not set)";
        return $"{given}, {folders.Cache}";
    }

    // A name alone lies within the folders, as in Keras; a path that leads somewhere is the user's own.
    private static bool IsExplicit(string path) => Path.IsPathRooted(path) || Path.GetDirectoryName(path) is { Length: > 0 } && File.Exists(path);

    private string DescribeMissing(string path, PublishedFile published, string why) => $"""
        {Path.GetFileName(path)} was not found in {DescribePlaces(path)}, and downloading it failed: {why}
        Any of these helps:
          - give the path of the file: path: "/somewhere/{Path.GetFileName(path)}" (fname: in get_file)
          - set {DataFolders.Variable} to the folder that holds it
          - put it into {folders.Cache}
          - connect to the network, so that it can be fetched from {published.Origin}
          - for IMDB and shakespeare.txt, run with `kerashost run --offline-sample`: a generated stand-in takes its place
        """;
}
