namespace KerasHost.Formats.TfCheckpoint;

/// <summary>An object within another (<c>ObjectReference</c>).</summary>
/// <param name="Node">Its number in the graph.</param>
/// <param name="LocalName">The attribute that holds it.</param>
public sealed record TrackableChild(int Node, string LocalName);
