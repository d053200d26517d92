using System.Collections.Concurrent;

namespace KerasHost.Datasets;

/// <summary>Says on standard error that data is made up, once a process for each kind of data.</summary>
internal static class SampleNotice
{
    private static readonly ConcurrentDictionary<string, bool> s_shown = new();
    private static readonly string s_line = new('*', 80);

    /// <summary>Shows the text between lines of stars, the first time.</summary>
    /// <param name="data">The data that is missing.</param>
    /// <param name="text">What is said.</param>
    public static void Show(string data, string text)
    {
        if (s_shown.TryAdd(data, true))
            Console.Error.WriteLine($"{s_line}\n{text}\n{s_line}");
    }
}
