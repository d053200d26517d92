namespace KerasHost.RandomNumbers;

/// <summary>What dropout makes of its rate.</summary>
internal static class DropoutRate
{
    public static void Check(double rate)
    {
        if (!(rate >= 0 && rate < 1))
            throw new KerasValueException($"`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate={rate:R}");
    }

    /// <summary>1 / (1 - rate), divided in double precision and rounded once.</summary>
    public static float Scale(double rate) => (float)(1.0 / (1.0 - rate));
}
