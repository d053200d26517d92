namespace KerasHost.Cli;

/// <summary>What <c>kerashost run</c> was asked for.</summary>
/// <param name="Script">Path of the script as it was typed.</param>
/// <param name="Arguments">What follows <c>--</c>: the script's <c>args</c>.</param>
/// <param name="OfflineSample">Whether missing data sets are replaced by generated ones.</param>
/// <param name="Debug">Whether to print timings and the whole stack of an exception.</param>
/// <param name="UseCache">Whether compiled scripts are kept and used again.</param>
internal sealed record RunOptions(string Script, string[] Arguments, bool OfflineSample, bool Debug, bool UseCache);
