using KerasHost.Numpy;

namespace KerasHost.Plotting;

/// <summary>Named columns of numbers, in order: what <c>pd.DataFrame</c> is made of.</summary>
public sealed class FrameData
{
    private FrameData(IReadOnlyList<(string Name, PlotValues Values)> columns) => Columns = columns;

    /// <summary>The columns.</summary>
    public IReadOnlyList<(string Name, PlotValues Values)> Columns { get; }

    /// <summary>Such as <c>history.history</c>.</summary>
    public static implicit operator FrameData(Dictionary<string, List<double>> columns) => Of(columns, v => v);

    /// <summary>Columns of single precision.</summary>
    public static implicit operator FrameData(Dictionary<string, List<float>> columns) => Of(columns, v => v);

    /// <summary>Columns of integers.</summary>
    public static implicit operator FrameData(Dictionary<string, List<int>> columns) => Of(columns, v => v);

    /// <summary>Columns of numbers.</summary>
    public static implicit operator FrameData(Dictionary<string, double[]> columns) => Of(columns, v => v);

    /// <summary>Columns of single precision.</summary>
    public static implicit operator FrameData(Dictionary<string, float[]> columns) => Of(columns, v => v);

    /// <summary>Columns of integers.</summary>
    public static implicit operator FrameData(Dictionary<string, int[]> columns) => Of(columns, v => v);

    /// <summary>Columns that are arrays.</summary>
    public static implicit operator FrameData(Dictionary<string, NDArray> columns) => Of(columns, v => v);

    /// <summary>Columns of anything that can be drawn.</summary>
    public static implicit operator FrameData(Dictionary<string, PlotValues> columns) => Of(columns, v => v);

    private static FrameData Of<T>(Dictionary<string, T> columns, Func<T, PlotValues> convert) =>
        new([.. columns.Select(column => (column.Key, convert(column.Value)))]);
}
