namespace KerasHost.Hosting;

/// <summary>What the program that hosts a script has switched on, for the whole process.</summary>
public static class HostOptions
{
    /// <summary>
    /// Whether a data set that is neither on disk nor to be had from the network is replaced by a generated stand-in
    /// (<c>kerashost run --offline-sample</c>). Off by default: data that is missing is an error.
    /// </summary>
    public static bool OfflineSample { get; set; }
}
