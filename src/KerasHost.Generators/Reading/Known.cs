using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Reading;

/// <summary>Names of the types that the generator knows, and short ways to ask for them.</summary>
internal static class Known
{
    internal const string ExportAttribute = "KerasHost.KerasExportAttribute";
    internal const string OverloadsAttribute = "KerasHost.FunctionOverloadsAttribute";
    internal const string Layer = "KerasHost.Layers.Layer";
    internal const string Model = "KerasHost.Models.Model";
    internal const string LayerKeywords = "KerasHost.Layers.LayerKeywords";

    internal static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == name);

    internal static IEnumerable<AttributeData> AttributesNamed(this ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == name);

    internal static IEnumerable<INamedTypeSymbol> SelfAndBases(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
            yield return t;
    }

    internal static IEnumerable<string> Strings(this TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array
            ? constant.Values.Select(v => v.Value as string ?? "")
            : [constant.Value as string ?? ""];
}
