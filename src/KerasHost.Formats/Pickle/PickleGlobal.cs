namespace KerasHost.Formats.Pickle;

/// <summary>A name that a pickle may mention.</summary>
/// <param name="Name">Module and name, as <c>collections.OrderedDict</c>.</param>
/// <param name="Call">Stands for calling it; null for a name that may only be passed on, as a class.</param>
public sealed record PickleGlobal(string Name, PickleFunction? Call);
