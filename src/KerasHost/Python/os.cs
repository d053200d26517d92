using KerasHost.Printing;

namespace KerasHost.Python;

/// <summary>Of Python's <c>os</c> what scripts need for files and folders.</summary>
public static class os
{
    /// <summary>Makes a folder in one that exists.</summary>
    /// <exception cref="IOException">It exists already, or the one it is to lie in does not.</exception>
    public static void mkdir(string path)
    {
        string full = Path.GetFullPath(path);
        if (os.path.exists(full))
            throw new IOException($"[Errno 17] File exists: {PythonText.Quote(path)}");
        if (Path.GetDirectoryName(full) is { } parent && !Directory.Exists(parent))
            throw new DirectoryNotFoundException($"[Errno 2] No such file or directory: {PythonText.Quote(path)}");
        Directory.CreateDirectory(full);
    }

    /// <summary>Makes a folder and those around it.</summary>
    /// <param name="name">The folder.</param>
    /// <param name="exist_ok">Whether it may exist already.</param>
    /// <exception cref="IOException">It exists already.</exception>
    public static void makedirs(string name, bool exist_ok = false)
    {
        if (!exist_ok && path.exists(name))
            throw new IOException($"[Errno 17] File exists: {PythonText.Quote(name)}");
        Directory.CreateDirectory(name);
    }

    /// <summary>The names in a folder.</summary>
    public static List<string> listdir(string path = ".") => [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry))];

    /// <summary>Deletes a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static void remove(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"[Errno 2] No such file or directory: {PythonText.Quote(path)}", path);
        File.Delete(path);
    }

    /// <summary>The folder that relative paths start from.</summary>
    public static string getcwd() => Directory.GetCurrentDirectory();

    /// <summary>Python's <c>os.path</c>.</summary>
    public static class path
    {
        /// <summary>The parts as one path; an absolute part starts over.</summary>
        public static string join(params string[] paths) => Path.Combine(paths);

        /// <summary>Whether there is a file or folder.</summary>
        public static bool exists(string path) => Path.Exists(path);

        /// <summary>Whether there is a file.</summary>
        public static bool isfile(string path) => File.Exists(path);

        /// <summary>Whether there is a folder.</summary>
        public static bool isdir(string path) => Directory.Exists(path);

        /// <summary>The last part.</summary>
        public static string basename(string path) => Path.GetFileName(path);

        /// <summary>All but the last part.</summary>
        public static string dirname(string path) => Path.GetDirectoryName(path) ?? path;

        /// <summary>The path without its ending, and the ending with its point.</summary>
        public static (string root, string ext) splitext(string path)
        {
            string ending = Path.GetExtension(path);
            return (path[..^ending.Length], ending);
        }

        /// <summary>The path from the root.</summary>
        public static string abspath(string path) => Path.GetFullPath(path);
    }
}
