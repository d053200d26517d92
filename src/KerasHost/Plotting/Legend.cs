namespace KerasHost.Plotting;

/// <summary>What a legend lists and where it stands.</summary>
/// <param name="Entries">The rows from top to bottom.</param>
/// <param name="Location">One of matplotlib's words, or <c>"best"</c>.</param>
/// <param name="Size">The text's size in points.</param>
internal sealed record Legend(IReadOnlyList<LegendEntry> Entries, string Location, double Size);
