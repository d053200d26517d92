using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using KerasHost.Generators;
using KerasHost.Tests.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasHost.Tests.Generators;

/// <summary>
/// Compiles sources together with the attributes, the registry and the configuration classes of KerasHost, runs the
/// generator over them, and loads the result. The rest of KerasHost stays out, so that samples can define their own layers.
/// </summary>
internal sealed class FaceCompilation
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.IO; global using System.Threading;
        global using PythonText = KerasHost.Printing.PythonText;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview, DocumentationMode.Parse);

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (!name.StartsWith("KerasHost", StringComparison.Ordinal) || name == "KerasHost.Tensors.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private readonly Compilation _compilation;
    private readonly ImmutableArray<Diagnostic> _fromGenerator;
    private readonly Lazy<Assembly> _assembly;

    internal FaceCompilation(params string[] sources)
    {
        Input = CSharpCompilation.Create(
            "KerasHost",
            [.. Own().Concat(sources).Prepend(Usings).Select(text => CSharpSyntaxTree.ParseText(text, s_parse))],
            s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        Driver = CSharpGeneratorDriver.Create([new FaceGenerator().AsSourceGenerator()], parseOptions: s_parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGeneratorsAndUpdateCompilation(Input, out _compilation, out _fromGenerator);
        _assembly = new(() => Load(_compilation));
        Generated = Driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
    }

    internal CSharpCompilation Input { get; }

    internal GeneratorDriver Driver { get; }

    internal Dictionary<string, string> Generated { get; }

    /// <summary>Messages of the generator itself.</summary>
    internal string[] Problems => [.. _fromGenerator.Select(d => d.GetMessage())];

    /// <summary>Errors and warnings of the compiler, the generated files included.</summary>
    internal string[] Messages => [.. _compilation.GetDiagnostics()
        .Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString())];

    /// <summary>Compiler messages after adding one more file, as another project that uses the face would.</summary>
    internal string[] MessagesWith(string source)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, s_parse);
        return [.. _compilation.AddSyntaxTrees(tree).GetSemanticModel(tree).GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString())];
    }

    /// <summary>Calls a method of the class <c>Programs</c>.</summary>
    internal string[] Run(string method) => (string[])_assembly.Value.GetType("Programs")!.GetMethod(method)!.Invoke(null, null)!;

    private static Assembly Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext("sample", isCollectible: true).LoadFromStream(image);
    }

    private static IEnumerable<string> Own() =>
        new[] { "Export", "Saving" }
            .SelectMany(folder => Directory.GetFiles(Repository.PathOf("src", "KerasHost", folder), "*.cs"))
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "Export" || s_saving.Contains(Path.GetFileName(file)))
            .Select(File.ReadAllText);

    private static readonly string[] s_saving =
        ["Config.cs", "ConfigJson.cs", "ConfigReader.cs", "ConfigWriter.cs", "IConfigArgument.cs", "IHasBuildConfig.cs", "IHasConfig.cs"];
}
