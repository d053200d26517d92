using KerasHost.Saving;

namespace KerasHost.Export;

/// <summary>Finds classes of a family by the names that users write.</summary>
internal static class NamedClasses
{
    /// <summary>A new object of the class with this name, made with the defaults of its constructor.</summary>
    /// <param name="kind">The family in the words of Keras's message, such as <c>optimizer</c>.</param>
    /// <param name="name">A class name or alias.</param>
    /// <exception cref="KerasValueException">No class has the name.</exception>
    public static T Create<T>(string kind, string name) where T : class, IHasConfig =>
        ClassRegistry.Make<T>(name) ?? throw Unknown(kind, name, ClassRegistry.Names(typeof(T)));

    /// <summary>The error for a name that nothing has, with the nearest ones.</summary>
    public static KerasValueException Unknown(string kind, string name, IEnumerable<string> known) =>
        new($"Unknown {kind}: '{name}'.{Nearest(name, known.Select(k => Spelled(kind, name, k)))} Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the scope. " +
            "See https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for details.");

    /// <summary>A sentence with the nearest names, or nothing where none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What there is.</param>
    public static string Nearest(string name, IEnumerable<string> known)
    {
        string[] near = [.. known.Distinct().Select(k => (Name: k, Distance: Distance(k, name)))
            .Where(k => k.Distance <= Math.Max(2, name.Length / 3)).OrderBy(k => k.Distance).Take(3).Select(k => $"'{k.Name}'")];
        return near.Length > 0 ? $" Did you mean {string.Join(" or ", near)}?" : "";
    }

    // Who writes small letters is told small letters, under which a class is known too.
    private static string Spelled(string kind, string name, string known) =>
        name.Any(char.IsUpper) ? known : kind == "optimizer" ? known.ToLowerInvariant() : ClassRegistry.SnakeCase(known);

    // Edit distance, small and capital letters alike.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
