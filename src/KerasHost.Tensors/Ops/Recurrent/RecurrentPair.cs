namespace KerasHost;

/// <summary>
/// What the two directions of a bidirectional layer share: an output whose rows hold the units of both, and the gradient of the inputs, to
/// which the first operation adds its own. An operation takes part by getting the pair in its options, first the one, then the other.
/// </summary>
/// <param name="columns">The units of both.</param>
internal sealed class RecurrentPair(int columns)
{
    private Tensor? _firstX, _inputGradient;

    /// <summary>The units of both.</summary>
    public int Columns => columns;

    /// <summary>What the first operation made, its columns filled; null before it.</summary>
    public Tensor? Output { get; private set; }

    /// <summary>Notes the first operation.</summary>
    public void Begin(Tensor output, Tensor x) => (Output, _firstX) = (output, x);

    /// <summary>The second operation leaves the gradient of its inputs to the first one if these have the same inputs.</summary>
    public bool Leave(Tensor x, Tensor? gradient)
    {
        if (gradient is null || !ReferenceEquals(x, _firstX))
            return false;
        _inputGradient = gradient;
        return true;
    }

    /// <summary>What the second operation left, once.</summary>
    public Tensor? Take()
    {
        Tensor? left = _inputGradient;
        _inputGradient = null;
        return left;
    }
}
