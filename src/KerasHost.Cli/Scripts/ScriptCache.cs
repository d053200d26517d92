using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace KerasHost.Cli.Scripts;

/// <summary>Compiled scripts on disk: one file each, named after everything that is known before compiling.</summary>
/// <remarks>
/// An entry begins with the SHA-256 of the rest, so a damaged one is seen and compiled anew. Files that a script loads are
/// known only once it was compiled: they are listed in the entry and compared when it is read.
/// </remarks>
internal sealed class ScriptCache
{
    private const int MaxEntries = 256;
    private const string Version = "kerashost script 1";

    private readonly string _folder;

    /// <summary>A cache in a folder, which need not exist yet.</summary>
    public ScriptCache(string folder) => _folder = folder;

    /// <summary>The user's cache: <c>KERASHOST_CACHE</c>, else <c>kerashost</c> in the system's folder for caches.</summary>
    public static ScriptCache? ForUser()
    {
        string? folder = Environment.GetEnvironmentVariable("KERASHOST_CACHE");
        if (string.IsNullOrEmpty(folder))
        {
            if (CacheRoot() is not { Length: > 0 } root)
                return null;
            folder = Path.Combine(root, "kerashost");
        }
        return new ScriptCache(Path.Combine(folder, "scripts"));
    }

    /// <summary>The name of a script's entry: its path and text, the host's assemblies and the runtime decide it.</summary>
    public static string Key(string path, byte[] text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Version}\n{RuntimeInformation.FrameworkDescription}\n{RuntimeInformation.RuntimeIdentifier}\n{path}\n"));
        foreach (Assembly assembly in HostAssemblies.All)
            hash.AppendData(assembly.ManifestModule.ModuleVersionId.ToByteArray());
        hash.AppendData(text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Finds a script that was compiled before.</summary>
    /// <returns>Null if there is none, it is damaged, or a file that it was made from has changed.</returns>
    public CompiledScript? Find(string key)
    {
        byte[] entry;
        try
        {
            entry = File.ReadAllBytes(FileOf(key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        if (entry.Length < SHA256.HashSizeInBytes || !SHA256.HashData(entry.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(entry.AsSpan(0, SHA256.HashSizeInBytes)))
            return null;
        using var reader = new BinaryReader(new MemoryStream(entry, SHA256.HashSizeInBytes, entry.Length - SHA256.HashSizeInBytes), Encoding.UTF8);
        List<FileStamp> loaded = ReadStamps(reader);
        List<FileStamp> references = ReadStamps(reader);
        if (!loaded.Concat(references).All(file => file.IsCurrent()))
            return null;
        return new CompiledScript(reader.ReadBytes(reader.ReadInt32()), loaded, references);
    }

    /// <summary>Keeps a compiled script; another process that does the same at the same time does no harm.</summary>
    /// <returns>Null, or why it could not be kept.</returns>
    public string? Store(string key, CompiledScript script)
    {
        string temporary = Path.Combine(_folder, $"{key}.{Guid.NewGuid():N}.tmp");
        try
        {
            CreateFolder();
            File.WriteAllBytes(temporary, Entry(script));
            File.Move(temporary, FileOf(key), overwrite: true);
            RemoveOldest();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static byte[] Entry(CompiledScript script)
    {
        var body = new MemoryStream();
        body.SetLength(SHA256.HashSizeInBytes);
        body.Position = SHA256.HashSizeInBytes;
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            WriteStamps(writer, script.LoadedFiles);
            WriteStamps(writer, script.References);
            writer.Write(script.Assembly.Length);
            writer.Write(script.Assembly);
        }
        byte[] entry = body.ToArray();
        SHA256.HashData(entry.AsSpan(SHA256.HashSizeInBytes), entry);
        return entry;
    }

    private static void WriteStamps(BinaryWriter writer, IReadOnlyList<FileStamp> stamps)
    {
        writer.Write(stamps.Count);
        foreach (FileStamp stamp in stamps)
        {
            writer.Write(stamp.Path);
            writer.Write(stamp.Hash);
        }
    }

    private static List<FileStamp> ReadStamps(BinaryReader reader)
    {
        var stamps = new List<FileStamp>();
        for (int left = reader.ReadInt32(); left > 0; left--)
            stamps.Add(new FileStamp(reader.ReadString(), reader.ReadBytes(SHA256.HashSizeInBytes)));
        return stamps;
    }

    private static string? CacheRoot()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
            return home.Length == 0 ? null : Path.Combine(home, "Library", "Caches");
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!string.IsNullOrEmpty(xdg) && Path.IsPathFullyQualified(xdg))
            return xdg;
        return home.Length == 0 ? null : Path.Combine(home, ".cache");
    }

    // Entries are run as they are: nobody else may write there.
    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void RemoveOldest()
    {
        FileInfo[] files = new DirectoryInfo(_folder).GetFiles();
        if (files.Length <= MaxEntries)
            return;
        foreach (FileInfo old in files.OrderBy(f => f.LastWriteTimeUtc).Take(files.Length - MaxEntries))
            old.Delete();
    }

    private string FileOf(string key) => Path.Combine(_folder, key + ".script");
}
