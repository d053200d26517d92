namespace KerasHost.Layers;

/// <summary>The path of layers whose weights are being made; weight names start with it, as <c>lstm/lstm_cell/kernel:0</c>.</summary>
internal static class NameScope
{
    [ThreadStatic]
    private static string? t_path;

    /// <summary>Adds a part to the path until disposed.</summary>
    public static Exit Enter(string part)
    {
        var exit = new Exit(t_path);
        t_path = t_path is null ? part : $"{t_path}/{part}";
        return exit;
    }

    /// <summary>A weight's name under the path; outside of every layer it stands under its own layer.</summary>
    public static string Qualify(string layer, string weight) => $"{t_path ?? layer}/{weight}";

    /// <summary>Starts a path of its own, for a model inside which names do not carry the model's name.</summary>
    public static Exit Leave()
    {
        var exit = new Exit(t_path);
        t_path = null;
        return exit;
    }

    /// <summary>Restores the path.</summary>
    internal readonly ref struct Exit(string? path)
    {
        private readonly string? _path = path;

        /// <summary>Restores the path.</summary>
        public void Dispose() => t_path = _path;
    }
}
