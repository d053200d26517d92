namespace KerasHost.Formats.Tests.Peers;

/// <summary>A test that asks the HDF5 library's own h5dump.</summary>
public sealed class H5DumpFactAttribute : FactAttribute
{
    public H5DumpFactAttribute()
    {
        if (Program is null)
            Skip = "needs h5dump (Debian's hdf5-tools) at /usr/bin, or named by KERASHOST_H5DUMP";
    }

    /// <summary>The program, or null.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("KERASHOST_H5DUMP") ?? "/usr/bin/h5dump") is var path && File.Exists(path) ? path : null;
}
