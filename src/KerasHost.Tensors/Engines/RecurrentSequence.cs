namespace KerasHost.Engines;

/// <summary>
/// What a recurrent layer computes over whole sequences. All numbers are float32. A step of processing is a timestep, the last one first
/// when <see cref="GoBackwards"/>.
/// </summary>
public sealed class RecurrentSequence
{
    /// <summary>The layer.</summary>
    public required RecurrentKind Kind { get; init; }

    /// <summary>g: applied to the new values.</summary>
    public required GateFunction Activation { get; init; }

    /// <summary>Applied to the gates; a simple network has none.</summary>
    public GateFunction RecurrentActivation { get; init; }

    /// <summary>The inputs, <c>(batch, timesteps, features)</c>.</summary>
    public required Tensor X { get; init; }

    /// <summary>W, <c>(features, gates·units)</c>.</summary>
    public required Tensor Kernel { get; init; }

    /// <summary>U, <c>(units, gates·units)</c>.</summary>
    public required Tensor RecurrentKernel { get; init; }

    /// <summary>b, <c>(gates·units)</c>, or <c>(2, 3·units)</c> for <see cref="RecurrentKind.GruResetAfter"/>; null for none.</summary>
    public Tensor? Bias { get; init; }

    /// <summary>The first state h, <c>(batch, units)</c>; null for zeros.</summary>
    public Tensor? InitialH { get; init; }

    /// <summary>The first state c of an LSTM, <c>(batch, units)</c>; null for zeros.</summary>
    public Tensor? InitialC { get; init; }

    /// <summary>
    /// Which timesteps count, bool <c>(batch, timesteps)</c>; null for all. A step that does not count keeps the states and repeats the
    /// output before (zeros at first).
    /// </summary>
    public Tensor? Mask { get; init; }

    /// <summary>Factors of the inputs for each gate, <c>(steps or 1, gates, batch, features)</c> in the order of processing; null for ones. Not for simple networks, whose inputs callers multiply.</summary>
    public Tensor? InputFactors { get; init; }

    /// <summary>Factors of the state h for each gate, <c>(steps or 1, gates, batch, units)</c> in the order of processing; null for ones.</summary>
    public Tensor? RecurrentFactors { get; init; }

    /// <summary>Whether the last timestep is processed first.</summary>
    public bool GoBackwards { get; init; }

    /// <summary>Whether the output of a step that does not count is zero.</summary>
    public bool ZeroOutputForMask { get; init; }

    /// <summary>Whether the output is that of every step or of the last one only.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether the outputs of all steps are in the order of time, also where <see cref="GoBackwards"/>, rather than in that of processing.</summary>
    public bool InTimeOrder { get; init; }

    /// <summary>Where the outputs begin in a row of the output, which may be wider than the units: the other columns stay as they are.</summary>
    public int OutputColumn { get; init; }

    /// <summary>The number of gates.</summary>
    public int Gates => Kind switch { RecurrentKind.SimpleRnn => 1, RecurrentKind.Lstm => 4, _ => 3 };

    /// <summary>The number of sequences.</summary>
    public int Batch => X.shape[0];

    /// <summary>The number of steps.</summary>
    public int Steps => X.shape[1];

    /// <summary>The size of an input.</summary>
    public int Features => X.shape[2];

    /// <summary>The size of a state.</summary>
    public int Units => RecurrentKernel.shape[0];
}
