namespace KerasHost;

/// <summary>
/// Asks for overloads of a public instance method of a partial class: one for each parameter whose type is marked
/// <see cref="FunctionArgumentAttribute"/>, with the delegate type in its place and a lower overload priority.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FunctionOverloadsAttribute : Attribute;
