namespace KerasHost.Plotting;

/// <summary>A cell of a figure's grid of diagrams.</summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Index">From 0, row by row.</param>
internal readonly record struct SubplotPlace(int Rows, int Columns, int Index)
{
    public int Row => Index / Columns;

    public int Column => Index % Columns;
}
