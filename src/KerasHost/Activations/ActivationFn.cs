namespace KerasHost.Activations;

/// <summary>An activation as a function.</summary>
/// <param name="x">The input, any shape.</param>
public delegate Tensor ActivationFn(Tensor x);
