namespace KerasHost.Plotting;

/// <summary>How a line is drawn.</summary>
public enum LineStyle
{
    /// <summary><c>"-"</c>.</summary>
    Solid,

    /// <summary><c>"--"</c>.</summary>
    Dashed,

    /// <summary><c>"-."</c>.</summary>
    DashDot,

    /// <summary><c>":"</c>.</summary>
    Dotted,

    /// <summary>Only markers.</summary>
    None,
}
