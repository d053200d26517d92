using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Reading;

/// <summary>Reads constructors and methods into models.</summary>
internal static class CallableReader
{
    private const string Priority = "System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute";

    internal static CallableModel Constructor(INamedTypeSymbol type, IMethodSymbol constructor, IMethodSymbol? push, List<Problem> problems)
    {
        ParameterModel[] parameters = Parameters(constructor, problems);
        // A model is a layer, but takes only a name besides its own arguments.
        bool isModel = type.SelfAndBases().Any(t => t.ToDisplayString() == Known.Model);
        ParameterModel[] keywords = push is null
            ? []
            : [.. Parameters(push, problems).Where(k => parameters.All(p => p.Name != k.Name) && (k.Name == "name" || !isModel))];
        if (keywords.Length > 0 && constructor.Parameters.Any(p => p.IsParams))
            problems.Add(Problem.At(constructor, "A layer's constructor cannot end with a params parameter: Keras's common keywords follow it."));
        string name = TypeText.Of(type);
        return new(
            name, "new " + name, "", "", Attributes(constructor), PriorityOf(constructor),
            new(Documentation.OfFactory(type, constructor, push, new HashSet<string>(keywords.Select(k => k.Name)))),
            new(parameters), new(keywords), push is not null);
    }

    internal static CallableModel Method(IMethodSymbol method, string target, List<Problem> problems)
    {
        string arguments = method.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(t => Naming.Escape(t.Name)))}>";
        return new(
            TypeText.Of(method.ReturnType), target + arguments, arguments, Constraints(method), Attributes(method), PriorityOf(method),
            new(Documentation.Of(method)), new(Parameters(method, problems)), new([]), false);
    }

    private static ParameterModel[] Parameters(IMethodSymbol method, List<Problem> problems)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
            if (parameter.RefKind != RefKind.None)
                problems.Add(Problem.At(parameter, $"Parameter '{parameter.Name}' is passed by reference, which an exported name cannot forward."));
        return [.. method.Parameters.Select(Parameter)];
    }

    private static ParameterModel Parameter(IParameterSymbol parameter)
    {
        ITypeSymbol underlying = TypeText.Underlying(parameter.Type);
        var function = underlying.Attribute("KerasHost.FunctionArgumentAttribute")?.ConstructorArguments[0].Value as ITypeSymbol;
        string modifier = parameter.IsParams ? "params " : parameter.ScopedKind == ScopedKind.ScopedValue ? "scoped " : "";
        string attributes = string.Concat(parameter.GetAttributes()
            .Where(a => a.AttributeClass?.ContainingNamespace.ToDisplayString() == "System.Runtime.CompilerServices" && a.AttributeClass.Name.StartsWith("Caller", StringComparison.Ordinal))
            .Select(a => $"[global::{a}] "));
        return new(
            parameter.Name, TypeText.Of(parameter.Type), modifier, TypeText.Default(parameter),
            parameter.Attribute("KerasHost.KerasDefaultAttribute")?.ConstructorArguments[0].Value as string,
            attributes, function is null ? null : TypeText.Of(underlying), function is null ? null : TypeText.Of(function));
    }

    private static int PriorityOf(IMethodSymbol method) => method.Attribute(Priority)?.ConstructorArguments[0].Value as int? ?? 0;

    private static string Attributes(ISymbol symbol) =>
        symbol.Attribute("System.ObsoleteAttribute") is { } obsolete ? $"[global::{obsolete}]" : "";

    private static string Constraints(IMethodSymbol method)
    {
        var text = new System.Text.StringBuilder();
        foreach (ITypeParameterSymbol parameter in method.TypeParameters)
        {
            List<string> parts = [];
            if (parameter.HasUnmanagedTypeConstraint)
                parts.Add("unmanaged");
            else if (parameter.HasValueTypeConstraint)
                parts.Add("struct");
            else if (parameter.HasReferenceTypeConstraint)
                parts.Add("class");
            else if (parameter.HasNotNullConstraint)
                parts.Add("notnull");
            parts.AddRange(parameter.ConstraintTypes.Select(TypeText.Of));
            if (parameter.HasConstructorConstraint)
                parts.Add("new()");
            if (parameter.AllowsRefLikeType)
                parts.Add("allows ref struct");
            if (parts.Count > 0)
                text.Append(" where ").Append(Naming.Escape(parameter.Name)).Append(" : ").Append(string.Join(", ", parts));
        }
        return text.ToString();
    }
}
