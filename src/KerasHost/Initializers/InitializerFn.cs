namespace KerasHost.Initializers;

/// <summary>An initializer as a function.</summary>
/// <param name="shape">The weight's shape.</param>
/// <param name="dtype">The weight's type.</param>
public delegate Tensor InitializerFn(Shape shape, DType dtype);
