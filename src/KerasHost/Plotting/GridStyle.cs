namespace KerasHost.Plotting;

/// <summary>How grid lines look.</summary>
/// <param name="Color">As SVG writes it.</param>
/// <param name="LineStyle">Solid unless asked.</param>
/// <param name="LineWidth">In points.</param>
/// <param name="Alpha">Opacity.</param>
internal sealed record GridStyle(string Color, LineStyle LineStyle, double LineWidth, double Alpha);
