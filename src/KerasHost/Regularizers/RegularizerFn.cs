namespace KerasHost.Regularizers;

/// <summary>A regularizer as a function.</summary>
/// <param name="w">The weight.</param>
public delegate Tensor RegularizerFn(Tensor w);
