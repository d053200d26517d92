using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasHost.Generators.Reading;

/// <summary>How each type is read from and written to a configuration.</summary>
internal static class ConfigTypes
{
    private const string Reader = "global::KerasHost.Saving.ConfigReader";
    private const string Writer = "global::KerasHost.Saving.ConfigWriter";

    private enum Sort { None, Scalar, Argument, Instance }

    /// <summary>The expression that reads a value that is there and not null, or null for a type that cannot be read.</summary>
    internal static string? Read(ITypeSymbol type, string key)
    {
        string call = $"(config, {Naming.Quote(key)})";
        string name = TypeText.NotNull(type);
        if (Element(type) is { } element && SortOf(type) == Sort.None)
        {
            string item = TypeText.NotNull(element);
            string? list = SortOf(element) switch
            {
                Sort.Scalar => $"{Reader}.List<{item}>{call}",
                Sort.Argument => $"{Reader}.Arguments<{item}>{call}",
                Sort.Instance => $"{Reader}.Instances<{item}>{call}",
                _ => null,
            };
            return list is null ? null : type is IArrayTypeSymbol ? list + ".ToArray()" : list;
        }
        return SortOf(type) switch
        {
            Sort.Scalar => $"{Reader}.Get<{name}>{call}",
            Sort.Argument => $"{Reader}.Argument<{name}>{call}",
            Sort.Instance => $"{Reader}.Instance<{name}>{call}",
            _ => null,
        };
    }

    /// <summary>The expression that writes a value, or null for a type that cannot be written.</summary>
    internal static string? Write(ITypeSymbol type, string value)
    {
        if (Element(type) is { } element && SortOf(type) == Sort.None)
            return SortOf(element) switch
            {
                Sort.Scalar => $"{Writer}.List({value})",
                Sort.Argument => $"{Writer}.Arguments({value})",
                Sort.Instance => $"{Writer}.Instances({value})",
                _ => null,
            };
        return SortOf(type) switch
        {
            Sort.Scalar when TypeText.Underlying(type).ToDisplayString() == "KerasHost.DType" =>
                SymbolEqualityComparer.Default.Equals(type, TypeText.Underlying(type)) ? value + ".name" : value + "?.name",
            // Python has one float type: a float32 shows the digits it has as a double.
            Sort.Scalar when TypeText.Underlying(type).SpecialType == SpecialType.System_Single =>
                SymbolEqualityComparer.Default.Equals(type, TypeText.Underlying(type)) ? "(double)" + value : "(double?)" + value,
            Sort.Scalar => value,
            Sort.Argument => $"{Writer}.Argument({value})",
            Sort.Instance => $"{Writer}.Instance({value})",
            _ => null,
        };
    }

    /// <summary>Writes a property through the parameter's argument struct, where it converts into it; null where it does not.</summary>
    internal static string? WriteAs(ITypeSymbol parameter, ITypeSymbol property, string value, Compilation compilation)
    {
        ITypeSymbol argument = TypeText.Underlying(parameter);
        bool converts = SortOf(argument) == Sort.Argument && compilation.ClassifyConversion(property, argument) is { IsImplicit: true };
        return converts ? $"{Writer}.Argument(({TypeText.NotNull(argument)}){value})" : null;
    }

    private static Sort SortOf(ITypeSymbol type)
    {
        ITypeSymbol plain = TypeText.Underlying(type);
        if (plain.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double
            or SpecialType.System_Boolean or SpecialType.System_String or SpecialType.System_Object)
            return Sort.Scalar;
        if (plain.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString() is "KerasHost.Shape" or "KerasHost.DType" or "KerasHost.Saving.Config")
            return Sort.Scalar;
        if (plain.AllInterfaces.Any(i => i.ConstructedFrom.ToDisplayString() == "KerasHost.Saving.IConfigArgument<TSelf>"))
            return Sort.Argument;
        return plain.AllInterfaces.Any(i => i.ToDisplayString() == "KerasHost.Saving.IHasConfig") ? Sort.Instance : Sort.None;
    }

    /// <summary>The element type of an array or a generic list, or null.</summary>
    private static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when named.ConstructedFrom.ToDisplayString() is
            "System.Collections.Generic.IReadOnlyList<T>" or "System.Collections.Generic.IReadOnlyList<out T>" or
            "System.Collections.Generic.IEnumerable<T>" or "System.Collections.Generic.IEnumerable<out T>" or
            "System.Collections.Generic.IList<T>" or "System.Collections.Generic.List<T>" => named.TypeArguments[0],
        _ => null,
    };
}
