using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Reading;

/// <summary>Documentation comments of exported symbols, to be repeated on what forwards to them.</summary>
internal static class Documentation
{
    /// <summary>The comment of a method, property or field.</summary>
    internal static IEnumerable<string> Of(ISymbol symbol) => Lines(Elements(symbol));

    /// <summary>The comment of a factory: the class's text with the constructor's parameters and a layer's keywords.</summary>
    internal static IEnumerable<string> OfFactory(INamedTypeSymbol type, IMethodSymbol constructor, IMethodSymbol? keywords, ICollection<string> keywordNames)
    {
        List<XElement> ofType = Elements(type), ofConstructor = Elements(constructor);
        IEnumerable<XElement> ofKeywords = keywords is null
            ? []
            : Elements(keywords).Where(e => IsParameter(e) && keywordNames.Contains(e.Attribute("name")?.Value ?? ""));
        var own = new HashSet<string>(constructor.Parameters.Select(p => p.Name));
        IEnumerable<XElement> all = ofType.Where(e => !IsParameter(e) && e.Name != "exception")
            .Concat(ofConstructor.Concat(ofType).Where(e => IsParameter(e) && own.Contains(e.Attribute("name")?.Value ?? "")))
            .Concat(ofKeywords)
            .Concat(ofConstructor.Concat(ofType).Where(e => e.Name == "exception"));
        if (!ofType.Any(e => e.Name == "summary"))
            all = ofConstructor.Where(e => e.Name == "summary").Concat(all);
        return Lines(all.GroupBy(e => (e.Name, e.Attribute("name")?.Value, e.Attribute("cref")?.Value)).Select(g => g.First()));
    }

    private static bool IsParameter(XElement element) => element.Name == "param";

    private static List<XElement> Elements(ISymbol symbol)
    {
        string? xml = symbol.GetDocumentationCommentXml(expandIncludes: true);
        if (string.IsNullOrWhiteSpace(xml))
            return [];
        try
        {
            XElement root = XElement.Parse(xml!.Contains("<member") || xml.Contains("<doc") ? xml : $"<doc>{xml}</doc>", LoadOptions.PreserveWhitespace);
            // What a bare inheritdoc takes over depends on where it stands: here, what the implementation's takes over.
            foreach (XElement inherited in root.Elements("inheritdoc").Where(e => e.Attribute("cref") is null))
                inherited.SetAttributeValue("cref", symbol.GetDocumentationCommentId());
            return [.. root.Elements()];
        }
        catch (XmlException)
        {
            // The compiler reports a damaged comment where it stands.
            return [];
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<XElement> elements) =>
        elements.SelectMany(e => e.ToString(SaveOptions.DisableFormatting).Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0);
}
