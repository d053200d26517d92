using KerasHost.Generators.Model;

namespace KerasHost.Generators.Writing;

/// <summary>Writes forwarding members.</summary>
internal static class MemberWriter
{
    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    /// <summary>A forwarding method and its overloads for functions.</summary>
    internal static void Method(CodeWriter code, string modifiers, string name, CallableModel callable)
    {
        code.Comment(callable.Documentation);
        if (callable.Attributes.Length > 0)
            code.Line(callable.Attributes);
        if (callable.Priority != 0)
            code.Line(PriorityAttribute(callable.Priority));
        Signature(code, modifiers, name, callable, callable.All.Select(p => p.Declaration));
        string call = $"{callable.Target}({string.Join(", ", callable.Parameters.Select(p => p.Escaped))})";
        if (callable.TakesKeywords)
        {
            code.Line("{");
            code.Line($"    using (global::KerasHost.Layers.LayerKeywords.Push({string.Join(", ", callable.Keywords.Select(k => $"{k.Escaped}: {k.Escaped}"))}))");
            code.Line($"        return {call};");
            code.Line("}");
        }
        else
        {
            code.Line($"    => {call};");
        }
        FunctionOverloads(code, modifiers, name, callable);
    }

    /// <summary>For each parameter that takes functions, an overload with the delegate type in its place.</summary>
    internal static void FunctionOverloads(CodeWriter code, string modifiers, string name, CallableModel callable)
    {
        foreach (ParameterModel function in callable.Parameters.Where(p => p.FunctionType is not null))
        {
            // Never chosen when the argument is left out, so the null is not seen; it stands where C# wants a default.
            bool optional = function.Type.EndsWith("?", StringComparison.Ordinal);
            string declaration = function.FunctionType + (optional ? "? " : " ") + function.Escaped
                + (function.Default is null ? "" : optional ? " = null" : " = null!");
            string cast = optional
                ? $"{function.Escaped} is null ? default({function.ArgumentType}?) : ({function.ArgumentType}){function.Escaped}"
                : $"({function.ArgumentType}){function.Escaped}";
            code.Line();
            code.Comment(callable.Documentation);
            if (callable.Attributes.Length > 0)
                code.Line(callable.Attributes);
            code.Line(Hidden);
            code.Line(PriorityAttribute(callable.Priority - 1));
            Signature(code, modifiers, name, callable, callable.All.Select(p => p == function ? declaration : p.Declaration));
            code.Line($"    => {Naming.Escape(name)}{callable.TypeParameters}({string.Join(", ", callable.All.Select(p => p == function ? cast : p.Escaped))});");
        }
    }

    /// <summary>A property that forwards to a property or a field.</summary>
    internal static void Value(CodeWriter code, string modifiers, string name, ExportModel export)
    {
        code.Comment(export.Documentation);
        code.Line($"{modifiers} {export.Type} {Naming.Escape(name)} => {export.Target};");
    }

    /// <summary>A property that holds a function as a value of its own delegate type.</summary>
    internal static void FunctionValue(CodeWriter code, string modifiers, string name, ExportModel export, string delegateName)
    {
        code.Comment(export.Callables[0].Documentation.Where(line => !line.StartsWith("<param", StringComparison.Ordinal)
            && !line.StartsWith("<returns", StringComparison.Ordinal) && !line.StartsWith("<exception", StringComparison.Ordinal)));
        code.Line($"{modifiers} {delegateName} {Naming.Escape(name)} => {export.Target};");
    }

    private static void Signature(CodeWriter code, string modifiers, string name, CallableModel callable, IEnumerable<string> parameters) =>
        code.Line($"{modifiers} {callable.ReturnType} {Naming.Escape(name)}{callable.TypeParameters}({string.Join(", ", parameters)}){callable.Constraints}");

    private static string PriorityAttribute(int priority) =>
        $"[global::System.Runtime.CompilerServices.OverloadResolutionPriority({priority})]";
}
