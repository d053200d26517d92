namespace KerasHost.Training;

/// <summary>How much is printed: 0 nothing, 1 a progress bar, 2 a line an epoch; "auto" means 1.</summary>
public readonly struct Verbosity
{
    private readonly int? _level;

    private Verbosity(int level) => _level = level;

    /// <summary>0, 1 or 2.</summary>
    /// <exception cref="KerasValueException">Another number.</exception>
    public static implicit operator Verbosity(int level) =>
        level is >= 0 and <= 2 ? new(level) : throw new KerasValueException($"`verbose` must be 0, 1, 2 or 'auto'. Received: verbose={level}");

    /// <summary>true means 1, false 0.</summary>
    public static implicit operator Verbosity(bool on) => new(on ? 1 : 0);

    /// <summary>"auto".</summary>
    /// <exception cref="KerasValueException">Another text.</exception>
    public static implicit operator Verbosity(string auto) =>
        auto == "auto" ? default : throw new KerasValueException($"`verbose` must be 0, 1, 2 or 'auto'. Received: verbose={auto}");

    internal int Resolve() => _level ?? 1;
}
