namespace KerasHost.Plotting;

/// <summary>Which end of a text stands at its point.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
