using KerasHost.Formats.Common;

namespace KerasHost.Plotting;

/// <summary>A picture of one or several diagrams (<c>matplotlib.figure.Figure</c>).</summary>
public sealed class Figure
{
    private readonly List<Axes> _axes = [];

    internal Figure(int number, (double Width, double Height)? size, double? dpi)
    {
        (double width, double height) = size ?? (6.4, 4.8);
        if (!(width > 0 && height > 0 && double.IsFinite(width) && double.IsFinite(height)))
            throw new KerasValueException($"figure size must be positive finite not ({width:R}, {height:R})");
        if (dpi is <= 0)
            throw new KerasValueException($"dpi must be positive. Received: {dpi:R}");
        this.number = number;
        Width = width;
        Height = height;
        Dpi = dpi ?? 100;
    }

    /// <summary>The number by which <c>plt.figure(number)</c> finds it.</summary>
    public int number { get; }

    /// <summary>The diagrams in the order in which they were made.</summary>
    public IReadOnlyList<Axes> axes => _axes;

    /// <summary>Inches.</summary>
    internal double Width { get; }

    /// <summary>Inches.</summary>
    internal double Height { get; }

    /// <summary>Pixels an inch.</summary>
    internal double Dpi { get; }

    /// <summary>Whether the diagrams are moved apart until no text overlaps.</summary>
    internal bool IsTight { get; private set; }

    /// <summary>The diagram that was used last, or null.</summary>
    internal Axes? Current { get; private set; }

    /// <summary>Makes a diagram in a grid of rows and columns, or finds the one that is there.</summary>
    /// <param name="nrows">Rows of the grid.</param>
    /// <param name="ncols">Columns of the grid.</param>
    /// <param name="index">From 1, row by row.</param>
    /// <exception cref="KerasValueException">No such cell.</exception>
    public Axes add_subplot(int nrows = 1, int ncols = 1, int index = 1)
    {
        if (nrows < 1 || ncols < 1)
            throw new KerasValueException($"Number of rows and columns must be positive integers, not {nrows} and {ncols}");
        if (index < 1 || index > nrows * ncols)
            throw new KerasValueException($"num must be an integer with 1 <= num <= {nrows * ncols}, not {index}");
        var place = new SubplotPlace(nrows, ncols, index - 1);
        Current = _axes.Find(a => a.Place == place);
        if (Current is null)
            _axes.Add(Current = new Axes(place));
        return Current;
    }

    /// <summary>Moves the diagrams apart until no text overlaps or is cut off.</summary>
    public void tight_layout() => IsTight = true;

    /// <summary>Writes the picture as SVG.</summary>
    /// <param name="fname">A file that ends in <c>.svg</c>; without an ending it is added.</param>
    /// <param name="dpi">Pixels an inch of the picture's nominal size; null as the figure has it.</param>
    /// <exception cref="KerasValueException">Another format than SVG.</exception>
    public void savefig(string fname, double? dpi = null)
    {
        string extension = Path.GetExtension(fname).ToLowerInvariant();
        if (extension.Length == 0)
            fname += ".svg";
        else if (extension != ".svg")
            throw new KerasValueException(
                $"Format '{extension[1..]}' is not supported (supported formats: svg): save as '{Path.ChangeExtension(fname, ".svg")}' and convert that");
        AtomicFile.Write(fname, stream => FigureRenderer.Write(this, stream, dpi ?? Dpi));
    }

    internal void MakeCurrent(Axes axes) => Current = axes;
}
