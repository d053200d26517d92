using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasHost.Generators.Reading;

/// <summary>Reads instance methods that ask for overloads that take functions.</summary>
internal static class OverloadReader
{
    internal static OverloadModel Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var method = (IMethodSymbol)context.TargetSymbol;
        INamedTypeSymbol type = method.ContainingType;
        List<Problem> problems = [];
        bool isPartial = context.TargetNode.Parent is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
        if (!isPartial || method.IsStatic || type.ContainingType is not null || type.IsGenericType)
            problems.Add(Problem.At(method, "Overloads for functions need an instance method of a partial, non-generic class of a namespace."));
        string keyword = type.IsRecord ? "record" : type.TypeKind == TypeKind.Struct ? "struct" : type.TypeKind == TypeKind.Interface ? "interface" : "class";
        CallableModel callable = CallableReader.Method(method, "this." + Naming.Escape(method.Name), problems);
        if (callable.Parameters.All(p => p.FunctionType is null))
            problems.Add(Problem.At(method, "No parameter of this method takes a function."));
        return new(type.ContainingNamespace.ToDisplayString(), $"partial {keyword} {type.Name}", type.Name, method.Name, callable, new(problems));
    }
}
