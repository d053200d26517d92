using System.Text.RegularExpressions;
using KerasHost.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasHost.Tests.Layout;

/// <summary>Every C# sample of CONTRIBUTING compiles where it says it belongs, so that it stays true.</summary>
public partial class ContributingTests
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview, DocumentationMode.Parse);

    // What stands around a sample, found by a word of it, and a script that uses it.
    private static readonly (string Holds, string Project, string Before, string After, string? Use)[] s_places =
    [
        ("class Cropping1D", "KerasHost", "using KerasHost.Layers;\nnamespace KerasHost.Layers;", "", "KerasHost.Layers.Layer layer = KerasHost.keras.layers.Cropping1D([1, 2], name: \"crop\");"),
        ("static Tensor Cube", "KerasHost.Tensors", "namespace KerasHost;\npublic static partial class Op\n{", "}", null),
        ("class Signum", "KerasHost", "", "", "KerasHost.Optimizers.Optimizer optimizer = KerasHost.keras.optimizers.Signum(0.1, momentum: 0.5, clipnorm: 1.0);"),
    ];

    public static TheoryData<int> Samples => [.. Enumerable.Range(0, Blocks().Length)];

    [Theory, MemberData(nameof(Samples))]
    public void Samples_compile(int index)
    {
        string sample = Blocks()[index];
        (_, string project, string before, string after, string? use) = Assert.Single(s_places, place => sample.Contains(place.Holds, StringComparison.Ordinal));
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"{before}\n{sample}\n{after}", s_parse);
        Compilation compilation = CSharpCompilation.Create(project, [tree, .. Sources(project)], References(project), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        if (project == "KerasHost")
            CSharpGeneratorDriver.Create([new FaceGenerator().AsSourceGenerator()], parseOptions: s_parse).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        Assert.Empty(Problems(compilation, tree));
        if (use is null)
            return;
        // The name appears in the public face by itself.
        SyntaxTree script = CSharpSyntaxTree.ParseText($"internal static class Script {{ internal static void Run() {{ {use} }} }}", s_parse);
        Assert.Empty(Problems(compilation.AddSyntaxTrees(script), script));
    }

    [Fact]
    public void Every_place_has_a_sample() =>
        Assert.All(s_places, place => Assert.Contains(Blocks(), sample => sample.Contains(place.Holds, StringComparison.Ordinal)));

    private static string[] Problems(Compilation compilation, SyntaxTree tree) =>
        [.. compilation.GetSemanticModel(tree).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];

    private static string[] Blocks() =>
        [.. Fence().Matches(File.ReadAllText(Repository.PathOf("CONTRIBUTING.md"))).Select(match => Indent().Replace(match.Groups[2].Value, ""))];

    private static IEnumerable<SyntaxTree> Sources(string project)
    {
        string usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        if (project == "KerasHost")
            usings += "global using PythonText = KerasHost.Printing.PythonText;";
        string[] made = ["bin", "obj"];
        return Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.PathOf("src", project), file).Split(Path.DirectorySeparatorChar).Any(made.Contains))
            .Select(File.ReadAllText).Prepend(usings).Select(text => CSharpSyntaxTree.ParseText(text, s_parse));
    }

    // A project sees the framework and what lies below it.
    private static IEnumerable<MetadataReference> References(string project) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name && (!name.StartsWith("KerasHost", StringComparison.Ordinal) || (project == "KerasHost" && name is "KerasHost.Tensors" or "KerasHost.Formats")))
            .Select(path => MetadataReference.CreateFromFile(path));

    [GeneratedRegex(@"^( *)```csharp\n(.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^   ", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
