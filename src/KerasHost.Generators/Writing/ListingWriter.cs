using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Writing;

/// <summary>Writes the listing of all exported names with their parameters.</summary>
internal static class ListingWriter
{
    internal static void Write(SourceProductionContext context, IEnumerable<ExportModel> exports)
    {
        var code = new CodeWriter();
        code.Line();
        code.Open("namespace KerasHost.Export");
        code.Line("/// <summary>All names of the public face with what they take; names under <c>tf.keras</c> are not repeated.</summary>");
        code.Open("internal static class ExportedNames");
        code.Open("internal static ExportedName[] All { get; } =");
        foreach (var (path, export) in exports.SelectMany(e => e.Paths.Select(p => (p, e))).OrderBy(pair => pair.p, StringComparer.Ordinal))
        {
            if (export.Callables.Count == 0)
                code.Line($"new({Naming.Quote(path)}, {Naming.Quote(Kind(export))}, null, null),");
            foreach (CallableModel callable in export.Callables)
                code.Line($"new({Naming.Quote(path)}, {Naming.Quote(Kind(export))}, {List(callable.All.Select(p => p.Name))}, {List(callable.All.Select(p => p.KerasDefault ?? p.Default))}),");
        }
        code.Close("];");
        code.Close();
        code.Close();
        context.AddSource("ExportedNames.g.cs", code.ToString().Replace("All { get; } =\n        {", "All { get; } =\n        ["));
    }

    private static string Kind(ExportModel export) => export.Kind switch
    {
        ExportKind.Class => "class",
        ExportKind.Value => "value",
        _ => "function",
    };

    private static string List(IEnumerable<string?> items) => $"[{string.Join(", ", items.Select(Naming.Quote))}]";
}
