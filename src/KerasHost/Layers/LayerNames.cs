using System.Text.RegularExpressions;

namespace KerasHost.Layers;

/// <summary>Numbers names as Keras does: <c>dense</c>, <c>dense_1</c>, … counted over the process until <c>clear_session</c>.</summary>
internal static partial class LayerNames
{
    private static readonly Dictionary<string, int> s_counts = [];

    [ThreadStatic]
    private static Dictionary<string, int>? t_apart;

    /// <summary>The next free name of a class.</summary>
    public static string Next(string className) => NextOf(ToSnakeCase(className));

    /// <summary>The next free name that begins with a prefix.</summary>
    public static string NextOf(string prefix)
    {
        lock (s_counts)
        {
            Dictionary<string, int> counts = t_apart ?? s_counts;
            int count = counts.GetValueOrDefault(prefix);
            counts[prefix] = count + 1;
            return count == 0 ? prefix : $"{prefix}_{count}";
        }
    }

    /// <summary>The next name of an input: <c>input_1</c>, <c>input_2</c>, …</summary>
    public static string NextInput()
    {
        lock (s_counts)
            return $"input_{s_counts["input"] = s_counts.GetValueOrDefault("input") + 1}";
    }

    /// <summary>Counts names from the start until the returned value is disposed, apart from the others: Keras does so in the graph of a function.</summary>
    public static Apart CountApart()
    {
        var outer = new Apart(t_apart);
        t_apart = [];
        return outer;
    }

    /// <summary>Starts counting anew.</summary>
    public static void Reset()
    {
        lock (s_counts)
            s_counts.Clear();
    }

    /// <summary><c>GlobalAveragePooling1D</c> becomes <c>global_average_pooling1d</c>, <c>LSTMCell</c> <c>lstm_cell</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        string split = LowerThenUpper().Replace(UpperWord().Replace(name, "$1_$2"), "$1_$2");
        string result = split.ToLowerInvariant();
        return result.StartsWith('_') ? "private" + result : result;
    }

    /// <summary>Goes back to the counts from before.</summary>
    internal readonly struct Apart(Dictionary<string, int>? outer) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => t_apart = outer;
    }

    [GeneratedRegex("(.)([A-Z][a-z0-9]+)")]
    private static partial Regex UpperWord();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerThenUpper();
}
