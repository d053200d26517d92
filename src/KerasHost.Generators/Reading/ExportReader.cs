using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Reading;

/// <summary>Reads one exported symbol into its model.</summary>
internal static class ExportReader
{
    internal static ExportModel Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        List<Problem> problems = [];
        string[] paths = [.. context.Attributes.SelectMany(Paths).Distinct()];
        foreach (string path in paths)
            if (!IsPath(path))
                problems.Add(Problem.At(context.TargetSymbol, $"'{path}' is no full name: write the module and the name, such as keras.layers.Dense, without tf.keras."));
        if (problems.Count > 0)
            paths = [];
        ExportModel model = context.TargetSymbol switch
        {
            INamedTypeSymbol type => ReadClass(type, paths, context.SemanticModel.Compilation, problems),
            IMethodSymbol method => ReadMethod(method, paths, context.Attributes, problems),
            _ => ReadValue(context.TargetSymbol, paths, problems),
        };
        return model with { Problems = new(problems) };
    }

    internal static IEnumerable<string> Paths(AttributeData attribute) => attribute.ConstructorArguments.SelectMany(a => a.Strings());

    private static bool IsPath(string path) =>
        path.Contains('.') && !path.StartsWith("tf.keras.", StringComparison.Ordinal) &&
        path.Split('.').All(part => part.Length > 0 && !char.IsDigit(part[0]) && part.All(c => c == '_' || char.IsLetterOrDigit(c)));

    private static ExportModel ReadClass(INamedTypeSymbol type, string[] paths, Compilation compilation, List<Problem> problems)
    {
        if (type.IsGenericType || type.IsStatic)
            problems.Add(Problem.At(type, "A generic or static class cannot be exported; export its members."));
        bool isLayer = type.SelfAndBases().Any(t => t.ToDisplayString() == Known.Layer);
        IMethodSymbol? push = isLayer
            ? compilation.GetTypeByMetadataName(Known.LayerKeywords)?.GetMembers("Push").OfType<IMethodSymbol>().FirstOrDefault()
            : null;
        IEnumerable<IMethodSymbol> constructors = type.IsAbstract
            ? []
            : type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public);
        string name = TypeText.Of(type);
        return new(
            ExportKind.Class, new(paths), new(constructors.Select(c => CallableReader.Constructor(type, c, push, problems)).ToArray()), name, name,
            new([]), null, paths.Length == 0 ? null : ConfigModelReader.Read(type, paths, compilation, push is not null, problems), new([]));
    }

    private static ExportModel ReadMethod(IMethodSymbol method, string[] paths, IEnumerable<AttributeData> attributes, List<Problem> problems)
    {
        if (!method.IsStatic)
            problems.Add(Problem.At(method, "Only static methods can be exported."));
        string target = $"{TypeText.Of(method.ContainingType)}.{Naming.Escape(method.Name)}";
        CallableModel callable = CallableReader.Method(method, target, problems);
        bool asValue = attributes.Any(a => a.NamedArguments.Any(n => n.Key == "AsValue" && n.Value.Value is true));
        ValueModel? value = asValue ? FamilyReader.Read(method, attributes, problems) : null;
        return new(
            asValue ? ExportKind.FunctionValue : ExportKind.Function, new(paths), new([callable]), target, callable.ReturnType,
            new([]), value, null, new([]));
    }

    private static ExportModel ReadValue(ISymbol symbol, string[] paths, List<Problem> problems)
    {
        if (!symbol.IsStatic)
            problems.Add(Problem.At(symbol, "Only static properties and fields can be exported."));
        ITypeSymbol type = symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type;
        return new(
            ExportKind.Value, new(paths), new([]), $"{TypeText.Of(symbol.ContainingType)}.{Naming.Escape(symbol.Name)}", TypeText.Of(type),
            new(Documentation.Of(symbol)), null, null, new([]));
    }
}
