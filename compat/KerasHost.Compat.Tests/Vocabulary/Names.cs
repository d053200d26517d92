using System.Text.Json;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Export;

namespace KerasHost.Compat.Tests.Vocabulary;

/// <summary>Compares the names that a family accepts with those that the reference accepts.</summary>
internal static class Names
{
    /// <summary>Every name that the reference knows finds the same class or function, and the others are errors, except for some.</summary>
    /// <param name="area">Where the names are recorded.</param>
    /// <param name="find">Finds by name.</param>
    /// <param name="nameOf">What was found, in the reference's words; null compares class names.</param>
    /// <param name="extra">Names that are known here and not there.</param>
    public static void Check(string area, Func<string, object?> find, Func<object, string>? nameOf = null, params string[] extra)
    {
        foreach (JsonProperty item in RecordedCase.Load(area, "names").Call.GetProperty("get").EnumerateObject())
        {
            if (extra.Contains(item.Name))
            {
                Assert.NotNull(find(item.Name));
                continue;
            }
            // The reference hands an unknown metric back as a text, which fails when it is called.
            if (item.Value.ValueKind == JsonValueKind.Null || item.Value.GetString() == "str")
            {
                var e = Assert.ThrowsAny<KerasException>(() => find(item.Name));
                Assert.Contains($"'{item.Name}'", e.Message, StringComparison.Ordinal);
                continue;
            }
            object? found = find(item.Name);
            Assert.NotNull(found);
            Assert.Equal((item.Name, item.Value.GetString()), (item.Name, nameOf?.Invoke(found) ?? ClassRegistry.ClassName(found)));
        }
    }
}
