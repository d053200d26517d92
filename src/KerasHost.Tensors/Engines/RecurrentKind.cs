namespace KerasHost.Engines;

/// <summary>The recurrent layers. The gates of a kernel stand side by side, each as wide as the units, in the order given.</summary>
public enum RecurrentKind
{
    /// <summary>h' = f(x·W + b + h·U)</summary>
    SimpleRnn,
    /// <summary>Gates i, f, c, o: c' = f · c + i · g(zc), h' = o · g(c').</summary>
    Lstm,
    /// <summary>Gates z, r, h, the reset gate applied after the product: h' = z · h + (1 - z) · g(x·Wh + b0 + r · (h·Uh + b1)). The bias is <c>(2, 3·units)</c>.</summary>
    GruResetAfter,
    /// <summary>Gates z, r, h, the reset gate applied before the product: h' = z · h + (1 - z) · g(x·Wh + b + (r · h)·Uh).</summary>
    GruResetBefore,
}
