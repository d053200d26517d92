using System.Globalization;

namespace KerasHost.RandomNumbers;

/// <summary>
/// The random operations of one traced function (a train function, a <c>tf.function</c>, a dataset's map): numbered 0, 1, 2 … in the
/// order of the first call, one kernel each, whose counter goes on over calls. The global seed is the one at the time of tracing and
/// stays. When kernels are thrown away (<see cref="SeedStreams.Generation"/>) they start over with the same seeds.
/// </summary>
/// <remarks>
/// The function calls <see cref="BeginCall"/>, then each random operation, in order, one of the <c>Next</c> methods. Not for use by
/// several threads at a time.
/// </remarks>
public sealed class GraphSeeds
{
    private readonly long? _globalSeed;
    private readonly int _traces;
    private readonly List<Slot> _slots = [];
    private readonly List<string> _resume = [];
    private int _generation, _position, _numbered;

    /// <summary>A function traced now.</summary>
    /// <param name="traces">
    /// How often Keras traces it before its first run: 2 for the first call of a train function after <c>compile</c>, else 1. Only
    /// operations with a seed of their own that moves on with every trace see a difference.
    /// </param>
    public GraphSeeds(int traces = 1) : this(SeedStreams.GlobalSeed, traces) { }

    private GraphSeeds(long? globalSeed, int traces)
    {
        _globalSeed = globalSeed;
        _traces = traces;
        _generation = SeedStreams.Generation;
    }

    private enum SlotKind { Unseeded, Seeded, Body, Skipped }

    private sealed record Slot(SlotKind Kind, StatefulKernel? Kernel, GraphSeeds? Body);

    /// <summary>The function is called: the next operation is its first again.</summary>
    public void BeginCall()
    {
        _position = 0;
        if (_generation != SeedStreams.Generation)
            Restart();
    }

    /// <summary>The kernel of the next operation, which has no seed of its own.</summary>
    public StatefulKernel Next() =>
        Take(SlotKind.Unseeded, () => new StatefulKernel(SeedStreams.Pair(_globalSeed, NumberOrNull(1)))).Kernel!;

    /// <summary>The kernel of the next operation, which has a seed of its own and does not take a number.</summary>
    /// <param name="seedAtTrace">Gives the seed; called once for each trace, not for each call.</param>
    public StatefulKernel Next(Func<long> seedAtTrace) => Take(SlotKind.Seeded, () =>
    {
        long seed = 0;
        for (int trace = 0; trace < _traces; trace++)
            seed = seedAtTrace();
        return new StatefulKernel(SeedStreams.Pair(_globalSeed, seed));
    }).Kernel!;

    /// <summary>
    /// The operations inside a loop, which is a function of its own that counts from 0; call its <see cref="BeginCall"/> for every
    /// time round.
    /// </summary>
    /// <param name="operations">How many numbers of this function the loop uses up besides.</param>
    public GraphSeeds NextBody(int operations) => Take(SlotKind.Body, null, () =>
    {
        _numbered += operations;
        return new GraphSeeds(_globalSeed, 1);
    }).Body!;

    /// <summary>Where the operations are in their streams, as text for <see cref="Resume"/>: a counter for each, loops in parentheses.</summary>
    public string State => string.Join(',', _slots.Select(slot => slot.Kernel is { } kernel ? kernel.Counter.ToString("x", CultureInfo.InvariantCulture)
        : slot.Body is { } body ? $"({body.State})" : "-"));

    /// <summary>Lets the operations go on where those of another process were, also those that are not traced yet.</summary>
    /// <param name="state">What <see cref="State"/> told there.</param>
    /// <exception cref="KerasValueException">The text is none of these.</exception>
    public void Resume(string state)
    {
        _resume.Clear();
        int depth = 0, start = 0;
        for (int i = 0; i <= state.Length; i++)
        {
            if (i < state.Length)
                depth += state[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (i < state.Length && (state[i] != ',' || depth > 0))
                continue;
            if (i > start)
                _resume.Add(state[start..i]);
            start = i + 1;
        }
        for (int i = 0; i < Math.Min(_slots.Count, _resume.Count); i++)
            Resume(_slots[i], _resume[i]);
    }

    /// <summary>How many operations have been numbered so far.</summary>
    public int Operations => _numbered;

    /// <summary>Operations that are traced and take numbers but never run.</summary>
    public void Skip(int operations) => Take(SlotKind.Skipped, null, () =>
    {
        _numbered += operations;
        return null;
    });

    private long? NumberOrNull(int operations)
    {
        int number = _numbered;
        _numbered += operations;
        // Under no global seed, operations without seed are unseeded.
        return _globalSeed is null ? null : number;
    }

    private Slot Take(SlotKind kind, Func<StatefulKernel>? kernel, Func<GraphSeeds?>? body = null)
    {
        if (_position == _slots.Count)
        {
            _slots.Add(new Slot(kind, kernel?.Invoke(), body?.Invoke()));
            if (_position < _resume.Count)
                Resume(_slots[_position], _resume[_position]);
        }
        Slot slot = _slots[_position++];
        if (slot.Kind != kind)
            throw new KerasException(
                $"random operation {_position - 1} of a traced function was {slot.Kind} when it was traced and is {kind} now: " +
                "the random operations must come in the same order in every call");
        return slot;
    }

    private static void Resume(Slot slot, string state)
    {
        if (slot.Body is { } body && state is ['(', .., ')'])
            body.Resume(state[1..^1]);
        else if (slot.Kernel is { } kernel && UInt128.TryParse(state, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 counter))
            kernel.GoOnAt(counter);
        else if (state != "-")
            throw new KerasValueException($"The state of a random operation was expected, found '{state}': it belongs to another model.");
    }

    private void Restart()
    {
        _generation = SeedStreams.Generation;
        foreach (Slot slot in _slots)
        {
            slot.Kernel?.Restart();
            slot.Body?.Restart();
        }
    }
}
