namespace KerasHost.Plotting;

/// <summary>One row of a legend.</summary>
internal readonly record struct LegendEntry(Line2D Line, string Text);
