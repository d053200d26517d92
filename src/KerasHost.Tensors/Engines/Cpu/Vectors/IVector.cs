namespace KerasHost.Engines.Cpu.Vectors;

/// <summary>
/// A vector of float32 of one width. Kernels are written once over this and run at every width; every member is one or a few instructions.
/// Masks are vectors whose elements are all ones or all zeros.
/// </summary>
internal unsafe interface IVector<TSelf> where TSelf : struct, IVector<TSelf>
{
    /// <summary>The number of elements.</summary>
    static abstract int Count { get; }

    /// <summary>The elements at an address, which need not be aligned.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>The same value in every element.</summary>
    static abstract TSelf Of(float value);

    /// <summary>Writes the elements to an address, which need not be aligned.</summary>
    void Store(float* target);

    static abstract TSelf operator +(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a, TSelf b);
    static abstract TSelf operator *(TSelf a, TSelf b);
    static abstract TSelf operator /(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a);
    static abstract TSelf operator &(TSelf a, TSelf b);
    static abstract TSelf operator |(TSelf a, TSelf b);
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>a · b + c, rounded once where the machine fuses it. Kernels must not depend on that.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>sum += a·b, rounded once where the processor can; written so that the sum stays in its register.</summary>
    static abstract void Accumulate(ref TSelf sum, TSelf a, TSelf b);

    /// <summary>The smaller one; NaN when <paramref name="x"/> is.</summary>
    static abstract TSelf AtMost(TSelf limit, TSelf x);

    /// <summary>The larger one; NaN when <paramref name="x"/> is.</summary>
    static abstract TSelf AtLeast(TSelf limit, TSelf x);

    /// <summary>√a, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The largest whole number not above a.</summary>
    static abstract TSelf Floor(TSelf a);

    /// <summary>The nearest whole number, halves to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>Mask: a &lt; b</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>Mask: a = b</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>a where the mask is set, else b.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>The sum of the elements, in pairs.</summary>
    static abstract float Sum(TSelf a);

    /// <summary>True when any element of the mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>x · 2ⁿ for whole n from -250 to 250, rounded once into the denormals.</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    /// <summary>2ⁿ for whole n from -126 to 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>
    /// The whole number e with x / 2ᵉ in [√½, √2) and that quotient, for normal positive x.
    /// </summary>
    static abstract TSelf Decompose(TSelf x, out TSelf mantissa);
}
