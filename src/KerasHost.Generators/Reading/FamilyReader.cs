using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasHost.Generators.Reading;

/// <summary>Reads functions that are values, and the argument structs that they convert into.</summary>
internal static class FamilyReader
{
    internal static ValueModel Read(IMethodSymbol method, IEnumerable<AttributeData> attributes, List<Problem> problems)
    {
        if (method.IsGenericMethod)
            problems.Add(Problem.At(method, "A generic method cannot be exported as a value."));
        List<FamilyModel> families = [];
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.NamedArguments.FirstOrDefault(n => n.Key == "Family").Value.Value is not INamedTypeSymbol type)
                continue;
            string[] names = [.. ExportReader.Paths(attribute).Select(Naming.Last).Distinct()];
            if (families.All(f => f.Namespace + "." + f.Name != type.ToDisplayString()) && Family(type, names, method, problems) is { } family)
                families.Add(family);
        }
        string shortName = Naming.Pascal(method.Name) + "Function";
        return new(new(families), shortName, method.ContainingType.Name + shortName);
    }

    private static FamilyModel? Family(INamedTypeSymbol type, string[] names, IMethodSymbol method, List<Problem> problems)
    {
        bool isPartial = type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax t && t.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (type.TypeKind != TypeKind.Struct || !isPartial || type.ContainingType is not null)
        {
            problems.Add(Problem.At(method, $"The family {type.Name} must be a partial struct of a namespace."));
            return null;
        }
        var function = type.GetMembers("FromExport").OfType<IMethodSymbol>()
            .FirstOrDefault(m => m is { IsStatic: true, Parameters.Length: 2 })?.Parameters[1].Type as INamedTypeSymbol;
        if (function?.DelegateInvokeMethod is not { } invoke)
        {
            problems.Add(Problem.At(method, $"The family {type.Name} needs a static method FromExport(string name, TDelegate function)."));
            return null;
        }
        return new(type.ContainingNamespace.ToDisplayString(), type.Name, type.IsRecord ? "record struct" : "struct", names[0], new(names), invoke.Parameters.Length);
    }
}
