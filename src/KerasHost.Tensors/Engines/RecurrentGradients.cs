namespace KerasHost.Engines;

/// <summary>The gradients of the results of a recurrent layer, and where those of its inputs go. Null where there is none or none is wanted.</summary>
public sealed class RecurrentGradients
{
    /// <summary>The gradient of the output, of its shape.</summary>
    public Tensor? Output { get; init; }

    /// <summary>The gradient of the last state h.</summary>
    public Tensor? StateH { get; init; }

    /// <summary>The gradient of the last state c.</summary>
    public Tensor? StateC { get; init; }

    /// <summary>Result: the gradient of the inputs.</summary>
    public Tensor? X { get; init; }

    /// <summary>Whether the gradient of the inputs is added to what stands there.</summary>
    public bool AddsToX { get; init; }

    /// <summary>Result: the gradient of the kernel.</summary>
    public Tensor? Kernel { get; init; }

    /// <summary>Result: the gradient of the recurrent kernel.</summary>
    public Tensor? RecurrentKernel { get; init; }

    /// <summary>Result: the gradient of the bias.</summary>
    public Tensor? Bias { get; init; }

    /// <summary>Result: the gradient of the first state h.</summary>
    public Tensor? InitialH { get; init; }

    /// <summary>Result: the gradient of the first state c.</summary>
    public Tensor? InitialC { get; init; }
}
