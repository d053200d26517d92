using System.Reflection;
using System.Runtime.Loader;

namespace KerasHost.Cli.Scripts;

/// <summary>A compiled script in memory, ready to run.</summary>
internal sealed class LoadedScript
{
    private readonly Dictionary<string, string> _references;
    private readonly string[] _folders;

    /// <summary>Loads the assembly; none of its code runs yet.</summary>
    public LoadedScript(CompiledScript script)
    {
        _references = script.References
            .GroupBy(r => Path.GetFileNameWithoutExtension(r.Path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First().Path, StringComparer.OrdinalIgnoreCase);
        _folders = [.. script.References.Select(r => Path.GetDirectoryName(r.Path)!).Distinct()];
        var context = new AssemblyLoadContext("script");
        context.Resolving += Resolve;
        using var stream = new MemoryStream(script.Assembly, writable: false);
        Assembly = context.LoadFromStream(stream);
    }

    /// <summary>The script's assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>Runs the script's statements.</summary>
    /// <param name="arguments">What it sees as <c>args</c>.</param>
    /// <returns>Done when the last statement is; failed with what a statement threw.</returns>
    public Task Run(string[] arguments)
    {
        MethodInfo factory = Assembly.GetType(ScriptCompiler.EntryType, throwOnError: true)!
            .GetMethod(ScriptCompiler.EntryMethod, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        // The first place is for the globals, the second for the script's own instance.
        object?[] submissions = [new ScriptGlobals(arguments), null];
        return factory.CreateDelegate<Func<object?[], Task<object>>>()(submissions);
    }

    // A referenced assembly, or one that lies beside it.
    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is null)
            return null;
        if (_references.TryGetValue(name.Name, out string? path))
            return context.LoadFromAssemblyPath(path);
        foreach (string folder in _folders)
        {
            string beside = Path.Combine(folder, name.Name + ".dll");
            if (File.Exists(beside))
                return context.LoadFromAssemblyPath(beside);
        }
        return null;
    }
}
