namespace KerasHost.Constraints;

/// <summary>A constraint as a function.</summary>
/// <param name="w">The weight.</param>
public delegate Tensor ConstraintFn(Tensor w);
