namespace KerasHost.Plotting;

/// <summary>How wide text is in DejaVu Sans, matplotlib's font, which the picture asks for first.</summary>
internal static class TextMeasure
{
    private const double UnitsPerEm = 2048;

    // Advance widths of the characters from space to tilde.
    private static ReadOnlySpan<ushort> Widths =>
    [
        651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690, 1303, 1303, 1303, 1303, 1303, 1303, 1303,
        1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087, 2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540, 604, 604, 1343, 1141,
        1767, 1532, 1612, 1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024, 1024, 1255, 1300,
        1126, 1300, 1260, 721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253, 1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212,
        1212, 1075, 1303, 690, 1303, 1716,
    ];

    /// <summary>The width in the unit of the font's size.</summary>
    public static double Width(string text, double size)
    {
        double units = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
            units += UnitsOf(rune.Value);
        return units / UnitsPerEm * size;
    }

    private static double UnitsOf(int character) => character switch
    {
        >= ' ' and <= '~' => Widths[character - ' '],
        0x2212 => 1716,
        // From the first East Asian block on characters are as wide as they are high.
        >= 0x2E80 => UnitsPerEm,
        _ => 1300,
    };
}
