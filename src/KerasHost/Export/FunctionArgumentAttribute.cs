namespace KerasHost;

/// <summary>
/// Marks an argument struct ("a name, an object or a function") with the delegate type of its functions. Exported
/// functions and factories, and instance methods marked <see cref="FunctionOverloadsAttribute"/>, get for each parameter
/// of the struct an overload that takes the delegate, so that a local function can be passed.
/// </summary>
/// <param name="functionType">The delegate type; it converts implicitly into the struct.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class FunctionArgumentAttribute(Type functionType) : Attribute
{
    /// <summary>The delegate type.</summary>
    public Type FunctionType { get; } = functionType;
}
