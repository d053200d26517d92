namespace KerasHost.Engines;

/// <summary>How the elements along some axes become one.</summary>
public enum ReduceKind
{
    /// <summary>Their sum (0 of none).</summary>
    Sum,
    /// <summary>Their mean (NaN of none).</summary>
    Mean,
    /// <summary>Their product (1 of none).</summary>
    Product,
    /// <summary>The largest (the smallest value of the type of none); NaN if one is.</summary>
    Maximum,
    /// <summary>The smallest (the largest value of the type of none); NaN if one is.</summary>
    Minimum,
    /// <summary>Whether any is true (bool).</summary>
    Any,
    /// <summary>Whether all are true (bool).</summary>
    All,
}
