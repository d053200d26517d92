namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// Some rows of one step for the kernels of gates. States are <see cref="Padded"/> apart. The gates of a row stand one behind the other,
/// each <see cref="Padded"/> wide, in the order of <see cref="RecurrentJob.GateOf"/>; what lies beyond the units is finite and reaches nothing.
/// </summary>
internal unsafe struct GateRows
{
    public nint Rows, Units, Padded;
    /// <summary>Forward: products and biases of all gates, which become the gates in place.</summary>
    public float* Z;
    public nint StrideZ;
    /// <summary>Backward: the gates that forward kept.</summary>
    public float* Gates;
    public nint StrideGates;
    public float* H, C, NextH, NextC;

    /// <summary>The gradient of the state after the step.</summary>
    public float* DH;
    public float* DC;
    /// <summary>What to add to it, or null.</summary>
    public float* DOutput;
    public nint StrideOutput;
    /// <summary>Result: the gradients of the gates before their functions.</summary>
    public float* DZ;
    public nint StrideDZ;
    /// <summary>Result: what goes straight to the state before. Only for GRUs.</summary>
    public float* Kept;
    /// <summary>The gradient of r · h in a GRU that resets before the product.</summary>
    public float* Product;

    /// <summary>One of the rows.</summary>
    public readonly GateRows At(nint row)
    {
        GateRows one = this;
        one.Rows = 1;
        one.Z += row * StrideZ;
        one.Gates += row * StrideGates;
        one.DZ += row * StrideDZ;
        nint state = row * Padded;
        one.H += state;
        one.C += state;
        one.NextH += state;
        one.NextC += state;
        one.DH += state;
        one.DC += state;
        one.Kept += state;
        one.Product += state;
        if (DOutput != null)
            one.DOutput += row * StrideOutput;
        return one;
    }
}
