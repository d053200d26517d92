namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>The kernels of gates for one layer and its functions.</summary>
internal unsafe struct GateKernelSet
{
    /// <summary>Products to states; for a GRU that resets before the product, to its gates only.</summary>
    public delegate*<GateRows*, void> Forward;
    /// <summary>The second half of such a GRU, else null.</summary>
    public delegate*<GateRows*, void> Candidates;
    /// <summary>The states h of an LSTM from its gates and states c, into <see cref="GateRows.Z"/>; null for the others.</summary>
    public delegate*<GateRows*, void> States;
    /// <summary>Gradients of states to those of products.</summary>
    public delegate*<GateRows*, void> Backward;
    /// <summary>The second half of such a GRU, else null.</summary>
    public delegate*<GateRows*, void> Resets;
}
