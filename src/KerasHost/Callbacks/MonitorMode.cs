namespace KerasHost.Callbacks;

/// <summary>Whether a watched value should fall or rise.</summary>
internal static class MonitorMode
{
    /// <summary>True when larger values are better.</summary>
    /// <param name="mode">"min", "max" or "auto".</param>
    /// <param name="callback">The name of the callback in the warning.</param>
    /// <param name="risesByName">What "auto" means for the value that is watched.</param>
    public static bool Rises(string mode, string callback, bool risesByName)
    {
        if (mode is "min" or "max")
            return mode == "max";
        if (mode != "auto")
            Console.Error.WriteLine($"WARNING: {callback} mode {mode} is unknown, fallback to auto mode.");
        return risesByName;
    }

    /// <summary>The value that every other one beats.</summary>
    public static double Worst(bool rises) => rises ? double.NegativeInfinity : double.PositiveInfinity;
}
