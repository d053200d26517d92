using KerasHost.Generators.Model;

namespace KerasHost.Generators.Writing;

/// <summary>A module of the face: its members and the modules in it.</summary>
internal sealed class Module(string name, Module? parent)
{
    internal string Name { get; } = name;

    internal Module? Parent { get; } = parent;

    internal SortedDictionary<string, Module> Children { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, List<ExportModel>> Members { get; } = new(StringComparer.Ordinal);

    internal string Path => Parent is null ? Name : Parent.Path + "." + Name;

    /// <summary>True when C# forbids a class of this name because it holds a member of the same name, or lies in such a module.</summary>
    internal bool IsInstance => Parent?.IsInstance == true || Members.ContainsKey(Name) || Children.ContainsKey(Name);

    /// <summary>The name of the class.</summary>
    internal string ClassName => IsInstance ? Naming.Pascal(Name) + "Module" : Naming.Escape(Name);

    internal Module Child(string child)
    {
        if (!Children.TryGetValue(child, out Module? found))
            Children[child] = found = new(child, this);
        return found;
    }

    internal void Add(string member, ExportModel export)
    {
        if (!Members.TryGetValue(member, out List<ExportModel>? list))
            Members[member] = list = [];
        list.Add(export);
    }

    internal IEnumerable<Module> SelfAndDescendants() => Children.Values.SelectMany(c => c.SelfAndDescendants()).Prepend(this);

    internal static SortedDictionary<string, Module> Tree(IEnumerable<ExportModel> exports)
    {
        var roots = new SortedDictionary<string, Module>(StringComparer.Ordinal);
        foreach (ExportModel export in exports)
            foreach (string path in export.Paths.SelectMany(Naming.Appearances))
            {
                string[] parts = path.Split('.');
                if (!roots.TryGetValue(parts[0], out Module? module))
                    roots[parts[0]] = module = new(parts[0], null);
                for (int i = 1; i < parts.Length - 1; i++)
                    module = module.Child(parts[i]);
                module.Add(parts[parts.Length - 1], export);
            }
        return roots;
    }
}
