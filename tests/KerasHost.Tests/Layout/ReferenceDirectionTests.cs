using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasHost.Tests.Layout;

public class ReferenceDirectionTests
{
    /// <summary>What DESIGN allows; the generator is a tool of the compiler and no reference.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["KerasHost.Tensors"] = [],
        ["KerasHost.Formats"] = ["KerasHost.Tensors"],
        ["KerasHost"] = ["KerasHost.Formats", "KerasHost.Tensors"],
        ["KerasHost.Generators"] = [],
        ["KerasHost.Cli"] = ["KerasHost"],
    };

    [Fact]
    public void References_go_one_way()
    {
        foreach (string folder in Directory.GetDirectories(Repository.PathOf("src")))
        {
            string name = Path.GetFileName(folder);
            string project = Path.Combine(folder, name + ".csproj");
            if (!File.Exists(project))
                continue;
            string[] references = [.. XDocument.Load(project).Descendants("ProjectReference")
                .Where(r => r.Attribute("OutputItemType")?.Value != "Analyzer")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
                .Order(StringComparer.Ordinal)];
            Assert.True(s_allowed.TryGetValue(name, out string[]? allowed), $"{name} is not in the table of allowed references.");
            Assert.Equal(allowed.Order(StringComparer.Ordinal), references);
        }
    }

    [Fact]
    public void Built_assemblies_reference_only_what_is_allowed()
    {
        foreach (var (name, allowed) in s_allowed.Where(pair => pair.Key is "KerasHost.Tensors" or "KerasHost.Formats" or "KerasHost"))
        {
            string[] references = [.. System.Reflection.Assembly.Load(name).GetReferencedAssemblies()
                .Select(r => r.Name!).Where(r => r.StartsWith("KerasHost", StringComparison.Ordinal))];
            Assert.Empty(references.Except(allowed));
        }
    }

    [Fact]
    public void Layers_call_operations_and_never_an_engine()
    {
        string[] engineTypes = [.. typeof(DType).Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("KerasHost.Engines", StringComparison.Ordinal) == true && t.Name.Contains("Engine", StringComparison.Ordinal))
            .Select(t => t.Name.Split('`')[0])];
        Assert.Contains("IEngine", engineTypes);
        List<string> found = [];
        foreach (string file in Directory.GetFiles(Repository.PathOf("src", "KerasHost", "Layers"), "*.cs", SearchOption.AllDirectories))
            foreach (SimpleNameSyntax name in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
                if (name.Identifier.Text == "Engines" || engineTypes.Contains(name.Identifier.Text))
                    found.Add($"{Path.GetFileName(file)}: {name.Parent}");
        Assert.Empty(found);
    }
}
