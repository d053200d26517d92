namespace KerasHost.Saving;

/// <summary>
/// A configuration, the value of <c>get_config()</c>: keys in order, values null, bool, int, long, float, double, string,
/// <see cref="Shape"/> (a tuple), lists, or nested configurations.
/// </summary>
public sealed class Config : OrderedDictionary<string, object?>
{
    /// <summary>An empty configuration.</summary>
    public Config() { }

    /// <summary>A copy; nested configurations and lists are shared.</summary>
    public Config(IEnumerable<KeyValuePair<string, object?>> other) : base(other) { }

    /// <summary>Reads JSON text whose outermost value is an object.</summary>
    /// <exception cref="KerasValueException">The text is no JSON object.</exception>
    public static Config Parse(string json) => ConfigJson.Read(json) as Config
        ?? throw new KerasValueException("Expected a JSON object with a configuration.");

    /// <summary>The configuration as Python's <c>json.dumps</c> writes it.</summary>
    public string ToJson() => ConfigJson.Write(this);

    /// <summary>Python's <c>dict.update</c>: sets every key of the other configuration.</summary>
    public void update(IEnumerable<KeyValuePair<string, object?>> other)
    {
        foreach (var (key, value) in other)
            this[key] = value;
    }

    /// <summary>The configuration as Python prints a dictionary.</summary>
    public override string ToString() => PythonText.Repr(this);
}
