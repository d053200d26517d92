namespace KerasHost.Losses;

/// <summary>A crossentropy whose targets may be smoothed and whose predictions may be logits.</summary>
public abstract class SmoothedCrossentropy : LossFunctionWrapper
{
    private protected SmoothedCrossentropy(string function, bool from_logits, double label_smoothing, int axis, string reduction, string? name) : base(function, reduction, name)
    {
        this.from_logits = from_logits;
        this.label_smoothing = label_smoothing;
        this.axis = axis;
    }

    /// <summary>Whether the predictions are logits.</summary>
    public bool from_logits { get; }

    /// <summary>Moves targets towards equal probabilities by this part, 0 to 1.</summary>
    public double label_smoothing { get; }

    /// <summary>The axis of the mean, or of the classes.</summary>
    public int axis { get; }
}
