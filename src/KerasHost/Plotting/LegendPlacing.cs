namespace KerasHost.Plotting;

/// <summary>Where a legend stands.</summary>
internal static class LegendPlacing
{
    // matplotlib tries the places in this order and keeps the first that covers least.
    private static readonly string[] s_places =
    [
        "upper right", "upper left", "lower left", "lower right", "right", "center left", "center right", "lower center", "upper center", "center",
    ];

    /// <summary>Refuses what is no place.</summary>
    public static void Check(string location)
    {
        if (location != "best" && !s_places.Contains(location))
            throw new KerasValueException(
                $"'{location}' is not a valid value for loc; supported values are 'best', {string.Join(", ", s_places.Select(p => $"'{p}'"))}");
    }

    /// <summary>The legend's box within a diagram.</summary>
    /// <param name="location">A place, or <c>"best"</c>.</param>
    /// <param name="axes">The diagram.</param>
    /// <param name="width">The legend's width.</param>
    /// <param name="height">The legend's height.</param>
    /// <param name="pad">Distance from the frame.</param>
    /// <param name="lines">What should not be covered.</param>
    public static Box Place(
        string location, Box axes, double width, double height, double pad, IReadOnlyList<IReadOnlyList<(double X, double Y)>> lines)
    {
        if (location != "best")
            return At(location, axes, width, height, pad);
        Box best = default;
        int least = int.MaxValue;
        foreach (string place in s_places)
        {
            Box box = At(place, axes, width, height, pad);
            int covered = lines.Sum(line => Covered(box, line));
            if (covered >= least)
                continue;
            best = box;
            least = covered;
        }
        return best;
    }

    private static int Covered(Box box, IReadOnlyList<(double X, double Y)> line)
    {
        int points = line.Count(p => box.Contains(p.X, p.Y));
        for (int i = 1; i < line.Count; i++)
        {
            if (box.Meets(line[i - 1], line[i]))
                return points + 1;
        }
        return points;
    }

    private static Box At(string place, Box axes, double width, double height, double pad)
    {
        double left = place.EndsWith("left", StringComparison.Ordinal) ? axes.Left + pad
            : place.EndsWith("right", StringComparison.Ordinal) ? axes.Right - pad - width
            : axes.CenterX - width / 2;
        double top = place.StartsWith("upper", StringComparison.Ordinal) ? axes.Top + pad
            : place.StartsWith("lower", StringComparison.Ordinal) ? axes.Bottom - pad - height
            : axes.CenterY - height / 2;
        return new Box(left, top, width, height);
    }
}
