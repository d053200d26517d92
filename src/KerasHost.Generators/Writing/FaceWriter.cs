using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Writing;

/// <summary>Writes the modules of the face, one file each.</summary>
internal static class FaceWriter
{
    internal static void Write(SourceProductionContext context, IReadOnlyList<ExportModel> exports, IReadOnlyDictionary<string, string> delegates)
    {
        foreach (Module root in Module.Tree(exports).Values)
            foreach (Module module in root.SelfAndDescendants())
            {
                if (Mistake(module) is { } mistake)
                    context.ReportDiagnostic(new Problem(mistake, "", default, default).ToDiagnostic());
                else if (module.Members.Count > 0 || module.Parent is not null)
                    context.AddSource(module.Path + ".g.cs", Write(module, delegates));
            }
    }

    private static string? Mistake(Module module)
    {
        if (module is { Parent: null, IsInstance: true })
            return $"The root module {module.Name} cannot hold a member of its own name.";
        foreach (var pair in module.Members)
        {
            if (module.Children.TryGetValue(pair.Key, out Module? child) && !child.IsInstance)
                return $"{module.Path}.{pair.Key} is a module and cannot be exported itself.";
            if (pair.Value.Count > 1 && pair.Value.Any(e => e.Kind is ExportKind.Value or ExportKind.FunctionValue))
                return $"{module.Path}.{pair.Key} is exported more than once: {string.Join(", ", pair.Value.Select(e => e.Target))}.";
        }
        return null;
    }

    private static string Write(Module module, IReadOnlyDictionary<string, string> delegates)
    {
        var code = new CodeWriter();
        code.Line();
        code.Open("namespace KerasHost");
        List<Module> chain = [];
        for (Module? m = module; m is not null; m = m.Parent)
            chain.Insert(0, m);
        foreach (Module m in chain)
        {
            bool isSelf = m == module;
            if (isSelf && m.IsInstance)
            {
                code.Line($"/// <summary>The module <c>{m.Path}</c>.</summary>");
                code.Line($"public {(m.Parent!.IsInstance ? "" : "static ")}{m.ClassName} {Naming.Escape(m.Name)} {{ get; }} = new();");
                code.Line();
            }
            if (isSelf)
                code.Line($"/// <summary>The module <c>{m.Path}</c>.</summary>");
            code.Open($"public {(m.IsInstance ? "sealed" : "static")} partial class {m.ClassName}");
        }
        if (module.IsInstance)
        {
            code.Line($"internal {module.ClassName}() {{ }}");
            code.Line();
        }
        string modifiers = module.IsInstance ? "public" : "public static";
        bool isFirst = true;
        foreach (var pair in module.Members)
            foreach (ExportModel export in pair.Value)
            {
                if (!isFirst)
                    code.Line();
                isFirst = false;
                Member(code, modifiers, pair.Key, export, delegates);
            }
        foreach (Module _ in chain)
            code.Close();
        code.Close();
        return code.ToString();
    }

    private static void Member(CodeWriter code, string modifiers, string name, ExportModel export, IReadOnlyDictionary<string, string> delegates)
    {
        switch (export.Kind)
        {
            case ExportKind.Value:
                MemberWriter.Value(code, modifiers, name, export);
                break;
            case ExportKind.FunctionValue:
                MemberWriter.FunctionValue(code, modifiers, name, export, delegates[export.Target]);
                break;
            default:
                foreach (CallableModel callable in export.Callables)
                    MemberWriter.Method(code, modifiers, name, callable);
                break;
        }
    }
}
