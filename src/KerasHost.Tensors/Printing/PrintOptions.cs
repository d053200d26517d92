namespace KerasHost.Printing;

/// <summary>How arrays are written: NumPy's print options with NumPy's defaults.</summary>
/// <param name="precision">Digits behind the point at most.</param>
/// <param name="threshold">More elements than this are summarised.</param>
/// <param name="edgeitems">Elements shown at each end of an axis of a summarised array.</param>
/// <param name="linewidth">Characters in a line.</param>
/// <param name="suppress">Never an exponent because of small numbers.</param>
public sealed record PrintOptions(int precision = 8, int threshold = 1000, int edgeitems = 3, int linewidth = 75, bool suppress = false)
{
    /// <summary>What <c>np.set_printoptions</c> last set.</summary>
    public static PrintOptions Current { get; set; } = new();
}
