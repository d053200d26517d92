using System.Xml.Linq;
using KerasHost.Numpy;
using KerasHost.Plotting;
using Axes = KerasHost.Plotting.Axes;

namespace KerasHost.Tests.Plotting;

public sealed class PyplotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figures").FullName;
    private readonly TextWriter _console = Console.Out;
    private readonly StringWriter _printed = new();

    public PyplotTests()
    {
        Pyplot.Reset();
        Environment.SetEnvironmentVariable("KERASHOST_FIGURES", _folder);
        Console.SetOut(_printed);
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        Environment.SetEnvironmentVariable("KERASHOST_FIGURES", null);
        Pyplot.Reset();
        Directory.Delete(_folder, recursive: true);
    }

    // The document's plot_learning_curves, statement by statement.
    [Fact]
    public void The_documents_learning_curves()
    {
        var history = new Dictionary<string, List<double>>
        {
            ["accuracy"] = [.. Enumerable.Range(0, 30).Select(i => 1 - 0.4 * Math.Exp(-i / 5.0))],
            ["val_accuracy"] = [.. Enumerable.Range(0, 30).Select(i => 0.9 - 0.3 * Math.Exp(-i / 5.0))],
        };
        int epochs = 30;
        double min_value = 0;
        pd.DataFrame(history).plot(figsize: (8, 5));
        plt.grid(true);
        plt.axis([0, epochs, min_value, 1]);
        plt.show();

        string path = Path.Combine(_folder, "figure_1.svg");
        Assert.Equal(path + Environment.NewLine, _printed.ToString());
        var picture = new Picture(path);
        Assert.Equal((800, 500), picture.Size);
        Assert.Equal(["0", "5", "10", "15", "20", "25", "30"], picture.Texts("xticklabels"));
        Assert.Equal(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], picture.Texts("yticklabels"));
        Assert.Equal(["accuracy", "val_accuracy"], picture.Texts("legend"));
        Assert.Equal(7, picture.Elements("grid-x", "line").Length);
        Assert.Equal(6, picture.Elements("grid-y", "line").Length);
        XElement[] lines = picture.Elements("line", "polyline");
        Assert.Equal(["#1f77b4", "#ff7f0e"], lines.Select(l => (string)l.Attribute("stroke")!));
        Assert.All(lines, line => Assert.Equal(30, Picture.Points(line).Length));
        // Figure 800 by 500; matplotlib's diagram takes 0.125 … 0.9 across and 0.11 … 0.88 up.
        XElement frame = picture.Frame();
        Assert.Equal((100, 60, 620, 385), (Picture.Number(frame, "x"), Picture.Number(frame, "y"), Picture.Number(frame, "width"), Picture.Number(frame, "height")));
        (double x, double y) = Picture.Points(lines[0])[0];
        Assert.Equal(100, x, 0.001);
        Assert.Equal(60 + 385 * 0.4, y, 0.001);
    }

    [Fact]
    public void Markers_title_labels_and_legend()
    {
        int[] epochs = [1, 2, 3, 4];
        plt.plot(epochs, new float[] { 4, 3, 2, 1 }, "bo", label: "Training loss");
        plt.plot(epochs, [1.0, 2, double.NaN, 4], "r--", label: "Validation <loss> & more");
        plt.plot(epochs, [0, 0, 0, 0], label: "_hidden");
        plt.title("Training and validation");
        plt.xlabel("Epochs");
        plt.ylabel("Loss");
        plt.legend();
        var picture = new Picture(plt.gcf());
        Assert.Equal((640, 480), picture.Size);
        Assert.Equal(["Training loss", "Validation <loss> & more"], picture.Texts("legend"));
        Assert.Equal("Training and validation", picture.Texts("title").Single());
        Assert.Equal("Epochs", picture.Texts("xlabel").Single());
        Assert.Equal("Loss", picture.Texts("ylabel").Single());
        XElement[] circles = picture.Elements("line", "circle");
        Assert.Equal(4, circles.Length);
        Assert.All(circles, circle => Assert.Equal("#0000ff", (string)circle.Attribute("fill")!));
        // The gap at NaN leaves one piece of two points and a point alone, which is not drawn.
        XElement dashed = picture.Elements("line", "polyline").Single(l => l.Attribute("stroke-dasharray") is not null);
        Assert.Equal(2, Picture.Points(dashed).Length);
        Assert.Equal("#ff0000", (string)dashed.Attribute("stroke")!);
        // A colour of its own uses none of the cycle up.
        Assert.Equal("#1f77b4", plt.gca().lines[2].Color);
        // Data with a margin of 5 %.
        Assert.Equal((0.85, 4.15), plt.xlim());
        Assert.Equal((-0.2, 4.2), plt.ylim());
    }

    [Fact]
    public void Colours_go_round()
    {
        for (int i = 0; i < 11; i++)
            plt.plot([i, i + 1]);
        Assert.Equal(
            ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf", "#1f77b4"],
            plt.gca().lines.Select(line => line.Color));
    }

    [Theory]
    [InlineData("b", "#0000ff")]
    [InlineData("C1", "#ff7f0e")]
    [InlineData("C12", "#2ca02c")]
    [InlineData("tab:orange", "#ff7f0e")]
    [InlineData("tab:grey", "#7f7f7f")]
    [InlineData("SteelBlue", "steelblue")]
    [InlineData("#abc", "#aabbcc")]
    [InlineData("#A0B0C0", "#a0b0c0")]
    [InlineData("0.5", "#808080")]
    public void Colours_by_name(string name, string written) => Assert.Equal(written, plt.plot([1, 2], color: name)[0].Color);

    [Theory]
    [InlineData("", null, LineStyle.Solid)]
    [InlineData("o", 'o', LineStyle.None)]
    [InlineData("-o", 'o', LineStyle.Solid)]
    [InlineData("s-.", 's', LineStyle.DashDot)]
    [InlineData(".:", '.', LineStyle.Dotted)]
    [InlineData("k--", null, LineStyle.Dashed)]
    [InlineData("C3^", '^', LineStyle.None)]
    public void Format_strings(string format, char? marker, LineStyle style)
    {
        Line2D line = plt.plot([1, 2], format)[0];
        Assert.Equal(marker, line.Marker);
        Assert.Equal(style, line.LineStyle);
    }

    [Fact]
    public void Every_marker_is_drawn()
    {
        foreach (char marker in ".,ov^<>s*+xDdph|_")
        {
            plt.close("all");
            plt.plot([1, 2, 3], marker: marker.ToString(), linestyle: "None");
            var picture = new Picture(plt.gcf());
            int shapes = picture.Groups("line").Single().Elements().Count();
            Assert.Equal(marker is '+' or 'x' ? 6 : 3, shapes);
        }
    }

    [Fact]
    public void Subplots_stand_in_their_cells()
    {
        plt.figure(figsize: (10, 6));
        plt.subplot(2, 1, 1);
        plt.plot([1, 2, 3]);
        plt.title("upper");
        plt.subplot(212);
        plt.plot([3, 2, 1]);
        plt.title("lower");
        Assert.Same(plt.subplot(2, 1, 1), plt.gca());
        Assert.Equal(2, plt.gcf().axes.Count);
        var picture = new Picture(plt.gcf());
        Assert.Equal(["upper", "lower"], picture.Texts("title"));
        XElement upper = picture.Frame(0), lower = picture.Frame(1);
        Assert.Equal(Picture.Number(upper, "height"), Picture.Number(lower, "height"), 0.01);
        // hspace 0.2: a fifth of a diagram's height lies between.
        double gap = Picture.Number(lower, "y") - Picture.Number(upper, "y") - Picture.Number(upper, "height");
        Assert.Equal(0.2 * Picture.Number(upper, "height"), gap, 0.01);
    }

    [Fact]
    public void A_grid_of_axes()
    {
        var (fig, axes) = plt.subplots(2, 3, figsize: (9, 6));
        Assert.Equal(6, axes.Count);
        axes[1, 2].plot([1, 2]);
        axes[5].set_title("last");
        Assert.Same(axes[1, 2], axes[5]);
        Assert.Same(axes[5], plt.gca());
        plt.sca(axes[0]);
        Assert.Same(axes[0], plt.gca());
        Assert.Equal("last", new Picture(fig).Texts("title").Single());
        Assert.Throws<IndexOutOfRangeException>(() => axes[2, 0]);
        var (_, ax) = plt.subplots(figsize: (3, 3));
        ax.plot([1, 2], [3, 4]);
        Assert.Equal(2, plt.gcf().number);
    }

    [Fact]
    public void A_tight_layout_keeps_texts_apart_and_inside()
    {
        var (fig, axes) = plt.subplots(2, 2, figsize: (6, 4));
        foreach (Axes ax in axes)
        {
            ax.plot([10000, 20000]);
            ax.set_title("title");
            ax.set_xlabel("x");
            ax.set_ylabel("y");
        }
        plt.tight_layout();
        var picture = new Picture(fig);
        Assert.All(picture.Groups("ylabel").SelectMany(g => g.Elements()), t => Assert.InRange(Picture.Number(t, "x"), 10, 600));
        double firstLabel = Picture.Number(picture.Groups("xlabel").First().Elements().Single(), "y");
        double lowerTitle = Picture.Number(picture.Groups("title").Last().Elements().Single(), "y");
        Assert.True(lowerTitle - firstLabel > 12, $"the lower title at {lowerTitle} stands on the upper label at {firstLabel}");
    }

    [Fact]
    public void Limits()
    {
        plt.plot([1, 2, 3]);
        Assert.Equal((0, 5), plt.xlim(0, 5));
        Assert.Equal((1, 5), plt.xlim(left: 1));
        Assert.Equal((9, -9), plt.ylim([9, -9]));
        Assert.Equal((1, 5, 9, -9), plt.axis());
        var picture = new Picture(plt.gcf());
        double[] y = [.. picture.Groups("yticklabels").Elements().Select(t => Picture.Number(t, "y"))];
        Assert.Equal(y.Order(), y);
        Assert.Throws<KerasValueException>(() => plt.xlim(double.NaN, 1));
        Assert.Contains("[xmin, xmax, ymin, ymax]", Assert.Throws<KerasValueException>(() => plt.axis([1, 2, 3])).Message);
    }

    [Fact]
    public void The_frame_can_be_off()
    {
        plt.plot([1, 2, 3]);
        plt.axis("off");
        var picture = new Picture(plt.gcf());
        Assert.Empty(picture.Texts("xticklabels"));
        Assert.Empty(picture.Groups("frame"));
        Assert.Single(picture.Elements("line", "polyline"));
    }

    [Fact]
    public void The_legend_goes_where_it_covers_least()
    {
        plt.plot([0, 1, 2, 3], label: "rising");
        plt.legend();
        var picture = new Picture(plt.gcf());
        XElement box = picture.Elements("legend", "rect").Single();
        Assert.True(Picture.Number(box, "x") < 320 && Picture.Number(box, "y") < 240, "not at the upper left: " + box);
        plt.legend(["other"], loc: "lower right");
        picture = new Picture(plt.gcf());
        box = picture.Elements("legend", "rect").Single();
        Assert.True(Picture.Number(box, "x") > 320 && Picture.Number(box, "y") > 240, "not at the lower right: " + box);
        Assert.Equal(["other"], picture.Texts("legend"));
    }

    [Fact]
    public void Showing_writes_and_closes_every_figure()
    {
        plt.plot([1, 2]);
        plt.figure();
        plt.plot([3, 4]);
        plt.show();
        plt.plot([5, 6]);
        plt.show();
        plt.show();
        string[] paths = [.. Enumerable.Range(1, 3).Select(i => Path.Combine(_folder, $"figure_{i}.svg"))];
        Assert.Equal(paths, _printed.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(paths, path => Assert.Single(new Picture(path).Elements("line", "polyline")));
    }

    [Fact]
    public void Saving()
    {
        plt.plot([1, 2], label: "训练\u0001");
        plt.legend();
        string path = Path.Combine(_folder, "curve");
        plt.savefig(path);
        Assert.Equal("训练 ", new Picture(path + ".svg").Texts("legend").Single());
        plt.savefig(path + ".svg", dpi: 200);
        Assert.Equal((1280, 960), new Picture(path + ".svg").Size);
        Assert.Contains("curve.svg", Assert.Throws<KerasValueException>(() => plt.savefig(path + ".png")).Message);
        Assert.Throws<DirectoryNotFoundException>(() => plt.savefig(Path.Combine(_folder, "missing", "a.svg")));
    }

    [Fact]
    public void A_figure_without_anything_and_one_value_alone_can_be_drawn()
    {
        Assert.Equal((640, 480), new Picture(plt.figure()).Size);
        plt.plot([5]);
        var picture = new Picture(plt.gcf());
        Assert.NotEmpty(picture.Texts("yticklabels"));
        plt.plot([double.NaN, double.PositiveInfinity]);
        new Picture(plt.gcf());
        plt.gca().set_ylim(3, 3);
        new Picture(plt.gcf());
    }

    [Fact]
    public void What_is_wrong_or_not_supported_says_so()
    {
        void Fails(string part, Action action) => Assert.Contains(part, Assert.ThrowsAny<KerasException>(action).Message);
        Fails("x and y must have same first dimension, but have shapes (3,) and (2,)", () => plt.plot([1, 2, 3], [1, 2]));
        Fails("'qo' is not a valid format string (unrecognized character 'q')", () => plt.plot([1], "qo"));
        Fails("two marker symbols", () => plt.plot([1], "o^"));
        Fails("two linestyle symbols", () => plt.plot([1], "--:"));
        Fails("'reddish' is not a valid color", () => plt.plot([1], color: "reddish"));
        Fails("is not a valid value for ls", () => plt.plot([1], ls: "wavy"));
        Fails("Unrecognized marker style 'Q'", () => plt.plot([1], marker: "Q"));
        Fails("Got both 'linewidth' and 'lw'", () => plt.plot([1], linewidth: 1, lw: 2));
        Fails("outside 0-1 range", () => plt.plot([1], alpha: 2));
        Fails("not a valid value for loc", () => plt.legend(loc: "somewhere"));
        Fails("not a valid value for axis", () => plt.grid(axis: "z"));
        Fails("axis('equal') is not supported here", () => plt.axis("equal"));
        Fails("num must be an integer with 1 <= num <= 2, not 3", () => plt.subplot(2, 1, 3));
        Fails("three-digit", () => plt.subplot(21));
        Fails("figure size must be positive", () => plt.figure(figsize: (0, 5)));
        Fails("All arrays must be of the same length", () => pd.DataFrame(new Dictionary<string, double[]> { ["a"] = [1], ["b"] = [1, 2] }));
        Fails("kind='bar'", () => pd.DataFrame(new Dictionary<string, double[]> { ["a"] = [1] }).plot(kind: "bar"));
        Fails("no numeric data to plot", () => pd.DataFrame(new Dictionary<string, double[]>()).plot());
    }

    [Fact]
    public void Arrays_are_drawn_as_lines()
    {
        NDArray x = np.arange(4);
        Assert.Equal([0.0, 1, 4, 9], plt.plot(x, x * x)[0].Y);
        Assert.Equal([0.0, 2], plt.plot(x[new Slice(null, null, 2)])[0].Y);
        Assert.Equal([0.0, 1, 2, 3], plt.plot(x.reshape(4, 1))[0].Y);
        Assert.Contains("(2, 2)", Assert.Throws<KerasShapeException>(() => plt.plot(x.reshape(2, 2))).Message);
        Assert.Equal(["a"], pd.DataFrame(new Dictionary<string, NDArray> { ["a"] = x }).columns);
    }

    [Fact]
    public void A_table_draws_with_its_arguments()
    {
        DataFrame frame = pd.DataFrame(new Dictionary<string, int[]> { ["a"] = [1, 2, 3], ["b"] = [3, 2, 1] });
        Assert.Equal(["a", "b"], frame.columns);
        Axes axes = frame.plot(title: "t", grid: true, legend: false, xlabel: "x", ylabel: "y", ylim: (0, 5), style: ["r-", "g--"]);
        var picture = new Picture(plt.gcf());
        Assert.Equal("t", picture.Texts("title").Single());
        Assert.Empty(picture.Groups("legend"));
        Assert.NotEmpty(picture.Elements("grid-x", "line"));
        Assert.Equal((0, 5), axes.get_ylim());
        Assert.Equal(["#ff0000", "#008000"], axes.lines.Select(line => line.Color));
        frame.plot(ax: axes);
        Assert.Equal(4, axes.lines.Count);
    }
}
