namespace KerasHost.Formats.Hdf5;

/// <summary>A group, a dataset or a committed datatype.</summary>
public abstract class Hdf5Object
{
    private List<Hdf5Attribute>? _attributes;

    private protected Hdf5Object(Hdf5File file, ObjectHeader header, string path)
    {
        File = file;
        Header = header;
        Path = path;
    }

    /// <summary>The path by which the object was found, <c>/</c> for the root.</summary>
    public string Path { get; }

    /// <summary>The attributes: in order of creation where the file keeps it, else by name.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public IReadOnlyList<Hdf5Attribute> Attributes =>
        _attributes ??= Header.Attributes.ConvertAll(a => new Hdf5Attribute(File.Metadata, a, Path));

    internal Hdf5File File { get; }

    internal ObjectHeader Header { get; }

    /// <summary>The attribute of a name, or null.</summary>
    public Hdf5Attribute? FindAttribute(string name)
    {
        foreach (var attribute in Attributes)
            if (attribute.Name == name)
                return attribute;
        return null;
    }

    /// <summary>The attribute of a name.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    public Hdf5Attribute Attribute(string name) => FindAttribute(name)
        ?? throw new KerasValueException($"Can't open attribute (can't locate attribute: '{name}') of '{Path}'.");

    /// <summary>
    /// A list of texts that Keras may have cut into <c>name0</c>, <c>name1</c> and so on, because an attribute holds 64 KiB at most;
    /// empty when there is none, as Keras's <c>load_attributes_from_hdf5_group</c>.
    /// </summary>
    public string[] ReadStringList(string name)
    {
        if (FindAttribute(name) is { } whole)
            return whole.ReadStrings();
        var parts = new List<string>();
        for (int i = 0; FindAttribute(FormattableString.Invariant($"{name}{i}")) is { } part; i++)
            parts.AddRange(part.ReadStrings());
        return [.. parts];
    }
}
