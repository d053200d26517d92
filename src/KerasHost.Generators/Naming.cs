using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace KerasHost.Generators;

/// <summary>Names in generated code.</summary>
internal static class Naming
{
    /// <summary>A Python name as a C# identifier: keywords get an at sign.</summary>
    internal static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary><c>binary_crossentropy</c> as <c>BinaryCrossentropy</c>.</summary>
    internal static string Pascal(string name)
    {
        var text = new StringBuilder();
        foreach (string part in name.Split('_'))
            if (part.Length > 0)
                text.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        return text.ToString();
    }

    // The modules of Keras that TensorFlow has under its own name too.
    private static readonly string[] s_both = ["keras.losses.", "keras.metrics.", "keras.optimizers.", "keras.initializers."];

    /// <summary>The names under which a path appears: what is under <c>keras.</c> is also under <c>tf.keras.</c>, some modules also under <c>tf.</c>.</summary>
    internal static IEnumerable<string> Appearances(string path) => !path.StartsWith("keras.", StringComparison.Ordinal) ? [path]
        : s_both.Any(module => path.StartsWith(module, StringComparison.Ordinal)) ? [path, "tf." + path, "tf." + path.Substring("keras.".Length)]
        : [path, "tf." + path];

    internal static string Last(string path) => path.Substring(path.LastIndexOf('.') + 1);

    internal static string Module(string path) => path.Substring(0, path.LastIndexOf('.'));

    internal static string Quote(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);
}
