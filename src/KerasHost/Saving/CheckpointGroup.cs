namespace KerasHost.Saving;

/// <summary>Objects that Python holds in a list, a dictionary or an object that does not exist here.</summary>
internal sealed class CheckpointGroup(IEnumerable<(string Name, object Child)> members)
{
    private readonly List<(string Name, object Child)> _members = [.. members];

    /// <summary>The objects by their positions, keys or attributes.</summary>
    public IReadOnlyList<(string Name, object Child)> Members => _members;

    /// <summary>Adds an object.</summary>
    public void Add(string name, object child) => _members.Add((name, child));
}
