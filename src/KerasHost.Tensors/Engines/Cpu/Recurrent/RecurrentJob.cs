namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// A recurrent layer's work as addresses and sizes. The batch falls into blocks of rows that do not depend on the number of threads; what
/// is saved of a block lies together, step by step in the order of processing: for each block <c>(steps, rows, …)</c>.
/// </summary>
internal unsafe struct RecurrentJob
{
    private const int FewRows = 8;
    private const int RowsPerBlock = 32;

    public RecurrentKind Kind;
    public GateFunction Activation, Gate;
    public nint Batch, Steps, Features, Units, Width, SavedWidth;
    public bool Backwards, ZeroMasked, Sequences;
    public int Threads, Blocks;

    public float* X, Kernel, Recurrent, Bias, H0, C0;
    public byte* Mask;
    public float* InputFactors, RecurrentFactors;
    public bool InputFactorsVary, RecurrentFactorsVary;

    public float* Output, FinalH, FinalC;

    /// <summary>The gates of every step; a GRU that resets after the product keeps h·Uh beside them. Null in inference.</summary>
    public float* Gates;
    /// <summary>The state before every step; null in inference.</summary>
    public float* H, C;

    public float* DOutput, DFinalH, DFinalC;
    public float* DX, DKernel, DRecurrent, DBias, DH0, DC0;
    /// <summary>The gradients of all gates before their functions, <see cref="GradientWidth"/> a row.</summary>
    public float* DZ;
    /// <summary>The transposed kernels, gates in the order of <see cref="DZ"/>.</summary>
    public float* KernelT, RecurrentT;

    public RecurrentJob(RecurrentSequence s, RecurrentResults r)
    {
        Kind = s.Kind;
        Activation = s.Activation;
        Gate = s.RecurrentActivation;
        (Batch, Steps, Features, Units) = (s.Batch, s.Steps, s.Features, s.Units);
        Width = s.Gates * Units;
        SavedWidth = WidthSaved(s);
        (Backwards, ZeroMasked, Sequences) = (s.GoBackwards, s.ZeroOutputForMask, s.ReturnSequences);
        Blocks = (int)(Batch <= FewRows ? 1 : Math.Max(2, Batch / RowsPerBlock));
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
        Output = (float*)r.Output.Data;
        FinalH = (float*)r.StateH.Data;
        FinalC = Address(r.StateC);
        if (r.Saved is null)
            return;
        H = (float*)r.Saved.Data;
        Gates = H + Batch * Steps * Units;
        if (Kind == RecurrentKind.Lstm)
            C = Gates + Batch * Steps * SavedWidth;
    }

    /// <summary>How many elements forward keeps.</summary>
    public static long SavedSize(RecurrentSequence s) =>
        (long)s.Batch * s.Steps * (WidthSaved(s) + (s.Kind == RecurrentKind.Lstm ? 2 : 1) * s.Units);

    /// <summary>The elements of <see cref="DZ"/> a row: the candidate's gate first for a GRU, last the candidate's share of the recurrent product.</summary>
    public readonly nint GradientWidth => Kind == RecurrentKind.GruResetAfter ? 4 * Units : Width;

    /// <summary>Whether one of the GRUs.</summary>
    public readonly bool IsGru => Kind is RecurrentKind.GruResetAfter or RecurrentKind.GruResetBefore;

    /// <summary>The rows of a block.</summary>
    public readonly (nint First, nint Count) Rows(int block)
    {
        nint first = Batch * block / Blocks;
        return (first, Batch * (block + 1) / Blocks - first);
    }

    /// <summary>The factors of a gate's inputs at a step, for the rows from <paramref name="row"/> on.</summary>
    public readonly float* InputFactor(nint step, int gate, nint row) =>
        InputFactors + (((InputFactorsVary ? step : 0) * (Width / Units) + gate) * Batch + row) * Features;

    /// <summary>The factors of the state at a step for a gate, for the rows from <paramref name="row"/> on.</summary>
    public readonly float* RecurrentFactor(nint step, int gate, nint row) =>
        RecurrentFactors + (((RecurrentFactorsVary ? step : 0) * (Width / Units) + gate) * Batch + row) * Units;

    /// <summary>Whether a sequence counts at a step.</summary>
    public readonly bool Counts(nint row, nint step) => Mask == null || Mask[row * Steps + (Backwards ? Steps - 1 - step : step)] != 0;

    /// <summary>Copies the inputs of some rows and steps, step by step.</summary>
    public readonly void PackInputs(nint row, nint rows, nint step, nint steps, float* target)
    {
        for (nint s = step; s < step + steps; s++)
        {
            nint time = Backwards ? Steps - 1 - s : s;
            for (nint i = 0; i < rows; i++, target += Features)
                Copy(X + ((row + i) * Steps + time) * Features, target, Features);
        }
    }

    /// <summary>Adds the gradients' addresses.</summary>
    public void Take(RecurrentGradients g)
    {
        DOutput = Address(g.Output);
        DFinalH = Address(g.StateH);
        DFinalC = Address(g.StateC);
        DX = Address(g.X);
        DKernel = Address(g.Kernel);
        DRecurrent = Address(g.RecurrentKernel);
        DBias = Address(g.Bias);
        DH0 = Address(g.InitialH);
        DC0 = Address(g.InitialC);
    }

    public static void Copy(float* source, float* target, nint count) => new ReadOnlySpan<float>(source, (int)count).CopyTo(new(target, (int)count));

    public static void Clear(float* target, nint count) => new Span<float>(target, (int)count).Clear();

    private static float* Address(Tensor? tensor) => tensor is null ? null : (float*)tensor.Data;

    // The gates of a simple network are its next states, which are saved anyway.
    private static int WidthSaved(RecurrentSequence s) => s.Kind switch
    {
        RecurrentKind.SimpleRnn => 0,
        RecurrentKind.GruResetBefore => 3 * s.Units,
        _ => 4 * s.Units,
    };
}
