using System.Collections.Immutable;
using KerasHost.Generators.Model;
using KerasHost.Generators.Reading;
using KerasHost.Generators.Writing;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators;

/// <summary>
/// Writes the public face of KerasHost from <c>[KerasExport]</c>: one file a module, the delegate types of functions that
/// are values, overloads for functions, the class registry and the listing of exported names.
/// </summary>
[Generator]
public sealed class FaceGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var exports = context.SyntaxProvider
            .ForAttributeWithMetadataName(Known.ExportAttribute, static (_, _) => true, ExportReader.Read)
            .Collect();
        var overloads = context.SyntaxProvider
            .ForAttributeWithMetadataName(Known.OverloadsAttribute, static (_, _) => true, OverloadReader.Read)
            .Collect();
        context.RegisterSourceOutput(exports, Write);
        context.RegisterSourceOutput(overloads, Write);
    }

    private static void Write(SourceProductionContext context, ImmutableArray<ExportModel> found)
    {
        foreach (Problem problem in found.SelectMany(e => e.Problems))
            context.ReportDiagnostic(problem.ToDiagnostic());
        ExportModel[] exports = [.. found.OrderBy(e => e.Target, StringComparer.Ordinal)];
        Dictionary<string, string> delegates = FunctionTypeWriter.Name(exports);
        FaceWriter.Write(context, exports, delegates);
        FunctionTypeWriter.Write(context, exports, delegates);
        RegistryWriter.Write(context, exports);
        ListingWriter.Write(context, exports);
    }

    private static void Write(SourceProductionContext context, ImmutableArray<OverloadModel> found)
    {
        foreach (Problem problem in found.SelectMany(e => e.Problems))
            context.ReportDiagnostic(problem.ToDiagnostic());
        OverloadWriter.Write(context, found);
    }
}
