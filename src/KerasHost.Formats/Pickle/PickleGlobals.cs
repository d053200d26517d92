using System.Collections.Frozen;

namespace KerasHost.Formats.Pickle;

/// <summary>The names that a format's pickles may mention, each with our stand-in. Nothing else can be reached from a pickle.</summary>
public sealed class PickleGlobals
{
    private readonly FrozenDictionary<string, PickleGlobal> _byName;

    /// <summary>A list of these names.</summary>
    /// <param name="globals">The names.</param>
    /// <param name="expected">What a file of the format holds, for the error that another name raises.</param>
    public PickleGlobals(IEnumerable<PickleGlobal> globals, string expected = "only names that plain data needs")
    {
        _byName = globals.ToFrozenDictionary(global => global.Name, StringComparer.Ordinal);
        Expected = expected;
    }

    /// <summary>A list without any name: lists, dictionaries, tuples, text and numbers only.</summary>
    public static PickleGlobals None { get; } = new([]);

    internal string Expected { get; }

    internal PickleGlobal? Find(string name) => _byName.GetValueOrDefault(name);
}
