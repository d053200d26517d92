using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasHost.Generators.Reading;

/// <summary>Types and constants as C# text that is valid anywhere.</summary>
internal static class TypeText
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    internal static string Of(ITypeSymbol type) => type.ToDisplayString(s_format);

    /// <summary>The type without the mark that it may be null.</summary>
    internal static string NotNull(ITypeSymbol type) => Of(Underlying(type).WithNullableAnnotation(NullableAnnotation.NotAnnotated));

    /// <summary>The type under <c>Nullable&lt;T&gt;</c>, or the type itself.</summary>
    internal static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>The default of a parameter, or null when it has none.</summary>
    internal static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;
        ITypeSymbol type = parameter.Type;
        if (parameter.ExplicitDefaultValue is not { } value)
            return type.IsReferenceType || !SymbolEqualityComparer.Default.Equals(type, Underlying(type)) ? "null" : "default";
        return Underlying(type) is { TypeKind: TypeKind.Enum } named ? $"({Of(named)})({Literal(value)})" : Literal(value);
    }

    private static string Literal(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char letter => SymbolDisplay.FormatLiteral(letter, quote: true),
        double number => Special(number, "double") ?? number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float number => Special(number, "float") ?? number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };

    private static string? Special(double number, string type) =>
        double.IsNaN(number) ? type + ".NaN"
        : double.IsPositiveInfinity(number) ? type + ".PositiveInfinity"
        : double.IsNegativeInfinity(number) ? type + ".NegativeInfinity"
        : null;
}
