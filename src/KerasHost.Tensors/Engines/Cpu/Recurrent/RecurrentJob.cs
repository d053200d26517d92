using System.Runtime.CompilerServices;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// A recurrent layer's work as addresses and sizes. The batch falls into blocks of rows that do not depend on the number of threads; what
/// is saved of a block lies together, step by step in the order of processing: for each block <c>(steps, rows, …)</c>. Everything that is
/// as wide as the units is padded to whole vectors.
/// </summary>
internal unsafe struct RecurrentJob
{
    private const int FewRows = 8;
    private const int RowsPerBlock = 32;
    private const int MostBlocks = 64;

    // Elements of both kernels from which blocks of rows do not add up gradients of their own.
    private const long LargeKernels = 150_000;

    private readonly nint _outputColumn;

    public RecurrentKind Kind;
    public GateFunction Activation, Gate;
    public nint Batch, Steps, Features, Units, Padded, Width;
    public bool Backwards, ZeroMasked, Sequences;
    public int Threads, Blocks;

    public float* X, Kernel, Recurrent, Bias, H0, C0;
    public byte* Mask;
    public float* InputFactors, RecurrentFactors;
    public bool InputFactorsVary, RecurrentFactorsVary;

    public float* Output, FinalH, FinalC;
    /// <summary>The distance of two rows of the output, and whether these are in the order of time.</summary>
    public nint OutputStride;
    public bool InTimeOrder;

    /// <summary>The gates of every step in the order of <see cref="GateOf"/>; null in inference.</summary>
    public float* Gates;
    /// <summary>The states before every step, then those after the last one; null in inference, and h where <see cref="KeepsH"/> is false.</summary>
    public float* H, C;
    /// <summary>Whether all this is kept for the gradient.</summary>
    public bool Saves;
    /// <summary>Whether the gradients of the kernels come from one product over all rows and steps.</summary>
    public bool HasLargeKernels;

    public float* DOutput, DFinalH, DFinalC;
    public bool AddsToDX;
    public float* DX, DKernel, DRecurrent, DBias, DH0, DC0;

    public RecurrentJob(RecurrentSequence s, RecurrentResults r, int vector)
    {
        Kind = s.Kind;
        Activation = s.Activation;
        Gate = s.RecurrentActivation;
        (Batch, Steps, Features, Units) = (s.Batch, s.Steps, s.Features, s.Units);
        Padded = (Units + vector - 1) / vector * vector;
        Width = s.Gates * Units;
        (Backwards, ZeroMasked, Sequences) = (s.GoBackwards, s.ZeroOutputForMask, s.ReturnSequences);
        Blocks = (int)(Batch <= FewRows ? 1 : Math.Clamp(Batch / RowsPerBlock, 2, MostBlocks));
        X = (float*)s.X.Data;
        Kernel = (float*)s.Kernel.Data;
        Recurrent = (float*)s.RecurrentKernel.Data;
        Bias = Address(s.Bias);
        H0 = Address(s.InitialH);
        C0 = Address(s.InitialC);
        Mask = s.Mask is null ? null : (byte*)s.Mask.Data;
        InputFactors = Address(s.InputFactors);
        RecurrentFactors = Address(s.RecurrentFactors);
        InputFactorsVary = s.InputFactors is { } input && input.shape[0] > 1;
        RecurrentFactorsVary = s.RecurrentFactors is { } recurrent && recurrent.shape[0] > 1;
        Output = (float*)r.Output.Data + s.OutputColumn;
        OutputStride = r.Output.shape[^1];
        InTimeOrder = s.InTimeOrder;
        _outputColumn = s.OutputColumn;
        FinalH = (float*)r.StateH.Data;
        FinalC = Address(r.StateC);
        HasLargeKernels = AreLarge(s);
        if (r.Saved is null)
            return;
        Saves = true;
        nint states = Batch * (Steps + 1) * Padded;
        Gates = (float*)r.Saved.Data;
        if (KeepsH(s))
        {
            H = Gates;
            Gates += states;
        }
        if (Kind == RecurrentKind.Lstm)
        {
            C = Gates;
            Gates += states;
        }
        if (Kind == RecurrentKind.SimpleRnn)
            Gates = null;
    }

    // The states h of an LSTM are its gates o times g(c), which costs less than keeping them, unless a mask repeats some or one product needs them all.
    private static bool KeepsH(RecurrentSequence s) => s.Kind != RecurrentKind.Lstm || s.Mask is not null || AreLarge(s);

    private static bool AreLarge(RecurrentSequence s) => (long)s.Gates * s.Units * (s.Features + s.Units) > LargeKernels &&
        s.InputFactors is null && s.RecurrentFactors is null && s.Kind != RecurrentKind.GruResetBefore;

    /// <summary>How many elements forward keeps. The gates of a simple network are its states.</summary>
    public static long SavedSize(RecurrentSequence s, int vector)
    {
        long padded = ((long)s.Units + vector - 1) / vector * vector;
        (int states, int gates) = s.Kind switch
        {
            RecurrentKind.SimpleRnn => (1, 0),
            RecurrentKind.Lstm => (KeepsH(s) ? 2 : 1, 4),
            RecurrentKind.GruResetAfter => (1, 4),
            _ => (1, 3),
        };
        return s.Batch * padded * (states * (s.Steps + 1L) + (long)gates * s.Steps);
    }

    /// <summary>Whether one of the GRUs.</summary>
    public readonly bool IsGru => Kind is RecurrentKind.GruResetAfter or RecurrentKind.GruResetBefore;

    /// <summary>How many gates stand side by side in a row: those of a GRU are the candidate, z, r and, if it resets after the product, the state's share of the candidate.</summary>
    public readonly int Slots => Kind switch { RecurrentKind.SimpleRnn => 1, RecurrentKind.GruResetBefore => 3, _ => 4 };

    /// <summary>The first gates that the inputs meet number so many.</summary>
    public readonly int InputSlots => Kind is RecurrentKind.SimpleRnn or RecurrentKind.Lstm ? Slots : 3;

    /// <summary>The first gate that the state meets; it meets all after it, but for the candidate of a GRU that resets before the product.</summary>
    public readonly int FirstStateSlot => IsGru ? 1 : 0;

    /// <summary>The elements of a row of gates.</summary>
    public readonly nint RowWidth => Slots * Padded;

    /// <summary>The gate of the kernels that stands in a place of a row.</summary>
    public readonly int GateOf(int slot) => IsGru ? (slot + 2) % 3 : slot;

    /// <summary>The first columns of the kernels for some places of a row.</summary>
    public readonly ReadOnlySpan<nint> ColumnsOf(int first, int count, Span<nint> columns)
    {
        for (int i = 0; i < count; i++)
            columns[i] = GateOf(first + i) * Units;
        return columns[..count];
    }

    /// <summary>The rows of a block.</summary>
    public readonly (nint First, nint Count) Rows(int block)
    {
        nint first = Batch * block / Blocks;
        return (first, Batch * (block + 1) / Blocks - first);
    }

    /// <summary>Saved states before a step, or after the last one, of a block's rows.</summary>
    public readonly float* State(float* saved, nint row, nint rows, nint step) =>
        saved + (step < Steps ? row * Steps + step * rows : Batch * Steps + row) * Padded;

    /// <summary>The factors of a gate's inputs at a step, for the rows from <paramref name="row"/> on.</summary>
    public readonly float* InputFactor(nint step, int gate, nint row) =>
        InputFactors + (((InputFactorsVary ? step : 0) * (Width / Units) + gate) * Batch + row) * Features;

    /// <summary>The factors of the state at a step for a gate, for the rows from <paramref name="row"/> on.</summary>
    public readonly float* RecurrentFactor(nint step, int gate, nint row) =>
        RecurrentFactors + (((RecurrentFactorsVary ? step : 0) * (Width / Units) + gate) * Batch + row) * Units;

    /// <summary>The timestep that a step processes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint Time(nint step) => Backwards ? Steps - 1 - step : step;

    /// <summary>The place among the rows of the output, or of its gradient, for a sequence's step; only the last step has one unless all are wanted.</summary>
    public readonly nint OutputOffset(nint row, nint step) => (Sequences ? row * Steps + (InTimeOrder ? Time(step) : step) : row) * OutputStride;

    /// <summary>Whether a sequence counts at a step.</summary>
    public readonly bool Counts(nint row, nint step) => Mask == null || Mask[row * Steps + Time(step)] != 0;

    /// <summary>Adds the gradients' addresses.</summary>
    public void Take(RecurrentGradients g)
    {
        DOutput = g.Output is null ? null : (float*)g.Output.Data + _outputColumn;
        DFinalH = Address(g.StateH);
        DFinalC = Address(g.StateC);
        DX = Address(g.X);
        AddsToDX = g.AddsToX;
        DKernel = Address(g.Kernel);
        DRecurrent = Address(g.RecurrentKernel);
        DBias = Address(g.Bias);
        DH0 = Address(g.InitialH);
        DC0 = Address(g.InitialC);
    }

    private static float* Address(Tensor? tensor) => tensor is null ? null : (float*)tensor.Data;
}
