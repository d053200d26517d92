using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace KerasHost.Cli.Scripts;

/// <summary>Turns a script into an assembly. The only place that needs Roslyn.</summary>
/// <param name="path">Full path of the script.</param>
/// <param name="text">What it holds.</param>
internal sealed class ScriptCompiler(string path, byte[] text)
{
    /// <summary>The class that the script's statements become.</summary>
    public const string EntryType = "Script";

    /// <summary>Its static method that runs them.</summary>
    public const string EntryMethod = "<Factory>";

    private const string Builtins = "KerasHost.Python.builtins";
    private static readonly string[] s_systemImports = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks"];

    /// <summary>Compiles the script.</summary>
    /// <param name="errors">All errors found; empty if there are none.</param>
    /// <returns>Null if there are errors.</returns>
    public CompiledScript? Compile(out IReadOnlyList<ScriptDiagnostic> errors)
    {
        IReadOnlyList<string> files = ReferenceFiles();
        string folder = Path.GetDirectoryName(path)!;
        var sources = new ScriptSourceResolver(folder);
        var references = new ScriptReferenceResolver(folder, files);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            SourceText.From(text, text.Length, Encoding.UTF8),
            new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script),
            path);
        CSharpCompilation compilation = CSharpCompilation.CreateScriptCompilation(
            "Script." + Path.GetFileNameWithoutExtension(path),
            tree,
            files.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                scriptClassName: EntryType,
                usings: Imports(),
                optimizationLevel: OptimizationLevel.Release,
                sourceReferenceResolver: sources,
                metadataReferenceResolver: references,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
                nullableContextOptions: NullableContextOptions.Annotations),
            returnType: typeof(object),
            globalsType: typeof(ScriptGlobals));

        using var assembly = new MemoryStream();
        EmitResult result = compilation.Emit(assembly, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        errors = Errors(result);
        return result.Success ? new CompiledScript(assembly.ToArray(), sources.Loaded, references.Found) : null;
    }

    // In the order of the text. What has no place in it only follows from what has.
    private static IReadOnlyList<ScriptDiagnostic> Errors(EmitResult result)
    {
        List<ScriptDiagnostic> all = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(Describe)];
        List<ScriptDiagnostic> placed = [.. all.Where(e => e.Path.Length > 0).OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Line).ThenBy(e => e.Column)];
        return placed.Count > 0 ? placed : all;
    }

    private static ScriptDiagnostic Describe(Diagnostic error)
    {
        FileLinePositionSpan place = error.Location.GetMappedLineSpan();
        return new ScriptDiagnostic(
            place.Path ?? "",
            place.StartLinePosition.Line + 1,
            place.StartLinePosition.Character + 1,
            error.Id,
            error.GetMessage(CultureInfo.InvariantCulture) + Hint(error.Id));
    }

    // Where a script differs from what Python allows, the compiler's own message does not say what to do.
    private static string Hint(string id) => id switch
    {
        "CS0120" => " (A class in a script does not see the script's variables: declare the variable `static` or `const` with its type, or hand it to the constructor.)",
        "CS9283" or "CS1109" => " (In a script, write an extension method at the top level, outside any class: `static int Twice(this int x) => 2 * x;`.)",
        _ => "",
    };

    // The framework's assemblies and the host's, but not the libraries that the tool itself needs.
    private static IReadOnlyList<string> ReferenceFiles()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator).Where(file => Path.GetDirectoryName(file) == framework),
            .. HostAssemblies.All.Select(assembly => assembly.Location),
        ];
    }

    // Every namespace of the library that has a public type: what Keras users write must be found without a using.
    private static IReadOnlyList<string> Imports()
    {
        var imports = new SortedSet<string>(s_systemImports, StringComparer.Ordinal);
        foreach (Assembly assembly in new[] { typeof(Hosting.HostOptions).Assembly, typeof(KerasException).Assembly })
        {
            using var file = new PEReader(File.OpenRead(assembly.Location));
            MetadataReader metadata = file.GetMetadataReader();
            foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
            {
                TypeDefinition type = metadata.GetTypeDefinition(handle);
                if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public)
                    continue;
                string name = metadata.GetString(type.Namespace);
                if (name.StartsWith("KerasHost", StringComparison.Ordinal) && !IsInternalMatter(name))
                    imports.Add(name);
                if ($"{name}.{metadata.GetString(type.Name)}" == Builtins)
                    imports.Add(Builtins);
            }
        }
        return [.. imports];
    }

    private static bool IsInternalMatter(string name) =>
        name == "KerasHost.Hosting" || name.StartsWith("KerasHost.Engines", StringComparison.Ordinal);
}
