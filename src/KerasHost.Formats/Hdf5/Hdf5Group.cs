using System.Globalization;

namespace KerasHost.Formats.Hdf5;

/// <summary>A group: named links to groups and datasets.</summary>
public sealed class Hdf5Group : Hdf5Object
{
    private const int MaxSoftLinks = 40;

    private Dictionary<string, Link>? _byName;
    private string[]? _names;

    internal Hdf5Group(Hdf5File file, ObjectHeader header, string path) : base(file, header, path) { }

    /// <summary>The names of the links: in order of creation where the file keeps it, else by name.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public IReadOnlyList<string> Names => _names ??= [.. Links.Select(link => link.Name)];

    internal List<Link> Links => Header.Links;

    /// <summary>The object at a path, from here or with a leading slash from the root; soft links are followed.</summary>
    /// <exception cref="KerasValueException">There is none.</exception>
    /// <exception cref="ModelFormatException">The file is damaged, or the path leads into another file.</exception>
    public Hdf5Object this[string path] => Find(path)
        ?? throw new KerasValueException($"Unable to open object (object '{path}' doesn't exist in '{Path}').");

    /// <summary>The object at a path, or null when there is none (also behind a soft link that leads nowhere).</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or the path leads into another file.</exception>
    public Hdf5Object? Find(string path)
    {
        int links = 0;
        return Find(path, ref links);
    }

    /// <summary>True when there is an object at the path.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or the path leads into another file.</exception>
    public bool Contains(string path) => Find(path) is not null;

    /// <summary>The group at a path.</summary>
    /// <exception cref="KerasValueException">There is none, or it is no group.</exception>
    public Hdf5Group Group(string path) => this[path] as Hdf5Group ?? throw new KerasValueException($"'{path}' in '{Path}' is not a group.");

    /// <summary>The dataset at a path.</summary>
    /// <exception cref="KerasValueException">There is none, or it is no dataset.</exception>
    public Hdf5Dataset Dataset(string path) => this[path] as Hdf5Dataset ?? throw new KerasValueException($"'{path}' in '{Path}' is not a dataset.");

    /// <summary>All objects below, groups before what they hold, with their paths from here. Hard links only; a group with several names is entered once.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public IEnumerable<(string Path, Hdf5Object Object)> Visit()
    {
        var entered = new HashSet<long> { Header.Address };
        // A stack and not recursion: depth is up to the file. Reversed, so that the first link comes first.
        var open = new Stack<(string Path, Hdf5Group Group, int Next)>();
        open.Push(("", this, 0));
        long characters = 0;
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Group.Links.Count)
                continue;
            open.Push((top.Path, top.Group, top.Next + 1));
            var link = top.Group.Links[top.Next];
            if (link.Kind != LinkKind.Hard)
                continue;
            string path = top.Path + link.Name;
            // Deep groups with many long names would spell out far more than the file holds.
            characters += path.Length + Path.Length;
            File.Metadata.CheckAllocation(4 * characters, link.Address, "paths");
            var child = File.GetObject(link.Address, Join(Path, path));
            yield return (path, child);
            if (child is Hdf5Group group && entered.Add(link.Address))
                open.Push((path + "/", group, 0));
        }
    }

    private Hdf5Object? Find(string path, ref int softLinks)
    {
        Hdf5Object at = path.StartsWith('/') ? File.Root : this;
        foreach (string name in path.Split('/'))
        {
            if (name.Length == 0 || name == ".")
                continue;
            if (at is not Hdf5Group group || !group.ByName.TryGetValue(name, out var link))
                return null;
            switch (link.Kind)
            {
                case LinkKind.Hard:
                    at = File.GetObject(link.Address, Join(group.Path, name));
                    break;
                case LinkKind.Soft:
                    if (++softLinks > MaxSoftLinks)
                        throw File.Metadata.Error(group.Header.Address, "soft link", string.Create(CultureInfo.InvariantCulture, $"at most {MaxSoftLinks} links one behind the other"), $"more, at '{name}'");
                    if (group.Find(link.Target, ref softLinks) is not { } target)
                        return null;
                    at = target;
                    break;
                case LinkKind.External:
                    throw File.Metadata.Unsupported(group.Header.Address, $"link '{name}'", $"an external link to {link.Target}");
                default:
                    throw File.Metadata.Unsupported(group.Header.Address, $"link '{name}'", $"a user-defined link of type {link.Target}");
            }
        }
        return at;
    }

    private Dictionary<string, Link> ByName
    {
        get
        {
            if (_byName is not null)
                return _byName;
            var byName = new Dictionary<string, Link>();
            foreach (var link in Links)
                byName[link.Name] = link;
            return _byName = byName;
        }
    }

    private static string Join(string group, string name) => group == "/" ? "/" + name : group + "/" + name;
}
