namespace KerasHost.RandomNumbers;

/// <summary>
/// The seeds that one <c>Dataset.shuffle(…)</c> hands to its iterators: two words of a parent generator for each, or always the
/// dataset's own when it does not reshuffle. Every iterator that is made counts, used or not.
/// </summary>
public sealed class TfDataShuffleSeeds
{
    private readonly SeedPair _pair;
    private readonly bool _reshuffle;
    private readonly Lock _gate = new();
    private PhiloxWords _parent;

    /// <summary>The seeds of a dataset.</summary>
    /// <param name="pair">From <see cref="SeedStreams.EagerPair"/> at the call of <c>shuffle</c>; null takes entropy.</param>
    /// <param name="reshuffleEachIteration">Whether each iterator gets another order.</param>
    public TfDataShuffleSeeds(SeedPair? pair, bool reshuffleEachIteration = true)
    {
        _pair = pair ?? SeedPair.FromEntropy();
        _reshuffle = reshuffleEachIteration;
        _parent = new PhiloxWords(Philox4x32.Stateful(_pair.Seed, _pair.Seed2));
    }

    /// <summary>The seeds of the next iterator.</summary>
    public SeedPair NextIterator()
    {
        if (!_reshuffle)
            return _pair;
        lock (_gate)
        {
            uint first = _parent.Next();
            return new SeedPair(first, _parent.Next());
        }
    }
}
