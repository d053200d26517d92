using System.Text.RegularExpressions;

namespace KerasHost.Compat.Tests.Comparison;

/// <summary>Compares error texts.</summary>
internal static partial class MessageAssert
{
    /// <summary>The message holds the sentence of the reference's, without what TensorFlow wraps around it (device, operation, the call's arguments).</summary>
    public static void SaysTheSame(string recorded, string actual) => Assert.Contains(Sentence(recorded), actual, StringComparison.Ordinal);

    private static string Sentence(string text)
    {
        Match wrapped = Wrapping().Match(text);
        if (wrapped.Success)
            text = wrapped.Groups[1].Value;
        return Operation().Replace(Device().Replace(text, ""), "").Trim();
    }

    [GeneratedRegex(@"^Exception encountered when calling layer .*?\n\n(.*?)\n\nCall arguments received", RegexOptions.Singleline)]
    private static partial Regex Wrapping();

    [GeneratedRegex(@"\{\{function_node [^}]*\}\} ?")]
    private static partial Regex Device();

    [GeneratedRegex(@" \[Op:\w+\]( name: .*)?$", RegexOptions.Singleline)]
    private static partial Regex Operation();
}
