namespace KerasHost.Backend;

/// <summary>Warnings on the error stream, each text once in a process, as Python's filter and Keras's traced functions show them.</summary>
internal static class Warnings
{
    private static readonly HashSet<string> s_said = [];

    /// <summary>Says something once.</summary>
    public static void Once(string message)
    {
        lock (s_said)
            if (!s_said.Add(message))
                return;
        Console.Error.WriteLine("WARNING: " + message);
    }
}
