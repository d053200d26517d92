namespace KerasHost.Printing;

/// <summary>What becomes of zeros at the end of a fraction.</summary>
internal enum Trim
{
    /// <summary>They stay, and missing ones are added: NumPy's <c>k</c>.</summary>
    Keep,
    /// <summary>They go, the point stays: <c>.</c>.</summary>
    LeavePoint,
    /// <summary>They go but for one behind the point: <c>0</c>.</summary>
    LeaveZero,
    /// <summary>They go, and a bare point with them: <c>-</c>.</summary>
    All,
}
