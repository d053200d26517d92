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
        ExportModel[] values = [.. exports.Where(e => e.Value is not null).GroupBy(e => e.Target).Select(g => g.First())];
        NamedFunctions(context, values);
        if (delegates.Count == 0)
            return;
        foreach (var twice in exports.Where(e => e.Value is not null).GroupBy(e => e.Target).Where(g => g.Count() > 1))
            context.ReportDiagnostic(new Problem($"{twice.Key} has overloads; only one of them can be a value.", "", default, default).ToDiagnostic());
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

    /// <summary>The functions of each family by the names that users write.</summary>
    private static void NamedFunctions(SourceProductionContext context, ExportModel[] values)
    {
        var families = values.SelectMany(e => e.Value!.Families.Select(f => (Family: f, e.Target)))
            .GroupBy(pair => $"global::{pair.Family.Namespace}.{pair.Family.Name}");
        var code = new CodeWriter();
        code.Line();
        code.Open("namespace KerasHost.Export");
        code.Line("/// <summary>The exported functions that are values, by argument struct and name.</summary>");
        code.Open("internal static class GeneratedFunctions");
        code.Open("internal static object? Find(global::System.Type family, string name)");
        foreach (var family in families)
        {
            code.Open($"if (family == typeof({family.Key}))");
            code.Open("return name switch");
            var taken = new HashSet<string>();
            foreach (var (model, target) in family)
            {
                // A name that two functions have belongs to the first.
                string[] names = [.. model.Names.Where(taken.Add)];
                if (names.Length > 0)
                    code.Line($"{string.Join(" or ", names.Select(Naming.Quote))} => {family.Key}.FromExport({Naming.Quote(model.ExportedName)}, {Lambda(model, target)}),");
            }
            code.Line("_ => (object?)null,");
            code.Close("};");
            code.Close();
        }
        code.Line("return null;");
        code.Close();
        code.Open("internal static string[] Names(global::System.Type family)");
        foreach (var family in families)
            code.Line($"if (family == typeof({family.Key})) return [{string.Join(", ", family.SelectMany(pair => pair.Family.Names).Distinct().Select(Naming.Quote))}];");
        code.Line("return [];");
        code.Close();
        code.Close();
        code.Close();
        context.AddSource("GeneratedFunctions.g.cs", code.ToString());
    }

    /// <summary>A function as the family's delegate, which takes fewer arguments.</summary>
    private static string Lambda(FamilyModel family, string function)
    {
        string arguments = string.Join(", ", Enumerable.Range(0, family.Arity).Select(i => "a" + i));
        return $"static ({arguments}) => {function}({arguments})";
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
                code.Line($"/// <summary>The function <c>{model.ExportedName}</c> as an argument.</summary>");
                code.Line($"public static implicit operator {family.Key.Name}({type} function) => FromExport({Naming.Quote(model.ExportedName)}, {Lambda(model, "function").Substring("static ".Length)});");
            }
            code.Close();
            code.Close();
            context.AddSource($"{family.Key.Namespace}.{family.Key.Name}.Functions.g.cs", code.ToString());
        }
    }
}
