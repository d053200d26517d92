using KerasHost.Datasets.DataFiles;
using KerasHost.Hosting;

namespace KerasHost.Datasets;

/// <summary>Files from the network, kept on disk. Mirrors tf_keras/src/utils/data_utils.py.</summary>
public static class FileFetcher
{
    /// <summary>
    /// The path of a file that is downloaded when it is not there yet. Without <paramref name="cache_dir"/> the folder that
    /// <c>KERASHOST_DATASETS</c> names is searched before Keras's cache.
    /// </summary>
    /// <param name="fname">The name of the file, or a whole path; null means the last part of the address.</param>
    /// <param name="origin">Its address.</param>
    /// <param name="untar">An old argument: the file is a .tar.gz of a folder named <paramref name="fname"/>, whose path is returned.</param>
    /// <param name="md5_hash">An old argument: the file's md5.</param>
    /// <param name="file_hash">The file's sha256 or md5; a file with another one is downloaded again.</param>
    /// <param name="cache_subdir">The folder in the cache, or a whole path.</param>
    /// <param name="hash_algorithm"><c>md5</c>, <c>sha256</c> or <c>auto</c>: by the number of digits.</param>
    /// <param name="extract">Whether an archive is extracted beside the file.</param>
    /// <param name="archive_format"><c>auto</c>, <c>tar</c> (also gzip), <c>zip</c>, or null for none.</param>
    /// <param name="cache_dir">The cache; null means <c>~/.keras</c>.</param>
    /// <exception cref="KerasValueException">There is no address, or what came has another hash.</exception>
    /// <exception cref="KerasException">The file is nowhere to be had.</exception>
    [KerasExport("keras.utils.get_file", "keras.utils.data_utils.get_file")]
    public static string get_file(string? fname = null, string? origin = null, bool untar = false, string? md5_hash = null, string? file_hash = null,
        string cache_subdir = "datasets", string hash_algorithm = "auto", bool extract = false, string? archive_format = "auto", string? cache_dir = null)
    {
        if (origin is null)
            throw new KerasValueException("Please specify the \"origin\" argument (URL of the file to download).");
        if (md5_hash is not null && file_hash is null)
            (file_hash, hash_algorithm) = (md5_hash, "md5");
        if (hash_algorithm is not ("auto" or "md5" or "sha256"))
            throw new KerasValueException($"`hash_algorithm` must be 'auto', 'md5' or 'sha256'. Received: hash_algorithm={hash_algorithm}");
        var address = new Uri(origin);
        if (string.IsNullOrEmpty(fname))
            fname = Path.GetFileName(address.AbsolutePath);
        if (fname.Length == 0)
            throw new KerasValueException($"Can't parse the file name from the origin provided: '{origin}'.Please specify the `fname` as the input param.");

        DataFolders folders = Folders(cache_dir, cache_subdir);
        var finder = new DataFileFinder(folders, new FileDownloader());
        var published = new PublishedFile(address, file_hash, hash_algorithm);
        if (untar)
        {
            string name = fname.EndsWith(".tar.gz", StringComparison.Ordinal) ? fname[..^7] : fname;
            string archive = finder.Find(name + ".tar.gz", published);
            string folder = Path.Join(Path.GetDirectoryName(archive), Path.GetFileName(name));
            if (!Path.Exists(folder))
                FileArchive.Extract(archive, Path.GetDirectoryName(archive)!, "tar");
            return folder;
        }
        if (HostOptions.OfflineSample && fname == SampleDialogue.FileName && finder.FindLocal(fname, published, out _) is null)
            return SampleDialogue.Write($"{fname} not found in {finder.DescribePlaces(fname)}.");
        string file = finder.Find(fname, published);
        if (extract)
            FileArchive.Extract(file, Path.GetDirectoryName(Path.GetFullPath(file))!, archive_format);
        return file;
    }

    private static DataFolders Folders(string? cache, string subfolder)
    {
        DataFolders usual = DataFolders.FromEnvironment();
        if (cache is null && subfolder == "datasets")
            return usual;
        // A whole path as the subfolder replaces the cache, as Python's join does.
        return new(null, Path.Combine(cache ?? Path.GetDirectoryName(usual.Cache)!, subfolder));
    }
}
