using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Writing;

/// <summary>Writes the delegate types of functions that are values, and their conversions into argument structs.</summary>
internal static class FunctionTypeWriter
{
    private const string Namespace = "KerasHost.Functions";

    /// <summary>The delegate type of each function: short, with the implementing class in front where two would be equal.</summary>
    internal static Dictionary<string, string> Name(IEnumerable<ExportModel> exports)
    {
        ExportModel[] values = [.. exports.Where(e => e.Value is not null).GroupBy(e => e.Target).Select(g => g.First())];
        var taken = values.GroupBy(e => e.Value!.ShortName).Where(g => g.Count() > 1).Select(g => g.Key).ToArray();
        return values.ToDictionary(
            e => e.Target,
            e => $"global::{Namespace}.{(taken.Contains(e.Value!.ShortName) ? e.Value.LongName : e.Value.ShortName)}");
    }

    internal static void Write(SourceProductionContext context, IReadOnlyList<ExportModel> exports, IReadOnlyDictionary<string, string> delegates)
    {
        if (delegates.Count == 0)
            return;
        foreach (var twice in exports.Where(e => e.Value is not null).GroupBy(e => e.Target).Where(g => g.Count() > 1))
            context.ReportDiagnostic(new Problem($"{twice.Key} has overloads; only one of them can be a value.", "", default, default).ToDiagnostic());
        ExportModel[] values = [.. exports.Where(e => e.Value is not null).GroupBy(e => e.Target).Select(g => g.First())];
        var code = new CodeWriter();
        code.Line();
        code.Open("namespace " + Namespace);
        foreach (ExportModel export in values)
        {
            CallableModel function = export.Callables[0];
            code.Comment(function.Documentation);
            code.Line($"public delegate {function.ReturnType} {Naming.Last(delegates[export.Target])}({string.Join(", ", function.Parameters.Select(p => p.Declaration))});");
        }
        code.Close();
        context.AddSource("Functions.g.cs", code.ToString());
        Conversions(context, values, delegates);
    }

    private static void Conversions(SourceProductionContext context, ExportModel[] values, IReadOnlyDictionary<string, string> delegates)
    {
        var families = values.SelectMany(e => e.Value!.Families.Select(f => (Family: f, Delegate: delegates[e.Target])))
            .GroupBy(pair => (pair.Family.Namespace, pair.Family.Name, pair.Family.Keyword));
        foreach (var family in families)
        {
            var code = new CodeWriter();
            code.Line();
            code.Open("namespace " + family.Key.Namespace);
            code.Open($"partial {family.Key.Keyword} {family.Key.Name}");
            foreach (var (model, type) in family)
            {
                string arguments = string.Join(", ", Enumerable.Range(0, model.Arity).Select(i => "a" + i));
                code.Line($"/// <summary>The function <c>{model.ExportedName}</c> as an argument.</summary>");
                code.Line($"public static implicit operator {family.Key.Name}({type} function) => FromExport({Naming.Quote(model.ExportedName)}, ({arguments}) => function({arguments}));");
            }
            code.Close();
            code.Close();
            context.AddSource($"{family.Key.Namespace}.{family.Key.Name}.Functions.g.cs", code.ToString());
        }
    }
}
