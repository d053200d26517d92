using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KerasHost.Generators.Model;

/// <summary>A mistake in the use of the attributes, kept as plain values until it is reported.</summary>
internal sealed record Problem(string Message, string File, TextSpan Span, LinePositionSpan Lines)
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "KH0001", "Export attribute misused", "{0}", "KerasHost.Face", DiagnosticSeverity.Error, isEnabledByDefault: true);

    internal static Problem At(ISymbol symbol, string message)
    {
        FileLinePositionSpan lines = symbol.Locations[0].GetLineSpan();
        return new(message, lines.Path, symbol.Locations[0].SourceSpan, lines.Span);
    }

    internal Diagnostic ToDiagnostic() =>
        Diagnostic.Create(s_rule, File.Length == 0 ? Location.None : Location.Create(File, Span, Lines), Message);
}
