namespace KerasHost.Layers;

/// <summary>Where a layer expects the channels of its input.</summary>
internal static class DataFormat
{
    /// <summary>The format in small letters; null means "channels_last".</summary>
    /// <exception cref="KerasValueException">Another text.</exception>
    public static string Check(string? value) => value?.ToLowerInvariant() switch
    {
        null => "channels_last",
        "channels_last" or "channels_first" => value.ToLowerInvariant(),
        _ => throw new KerasValueException($"The `data_format` argument must be one of \"channels_first\", \"channels_last\". Received: {value}"),
    };
}
