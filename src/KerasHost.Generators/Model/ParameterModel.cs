namespace KerasHost.Generators.Model;

/// <summary>One parameter, as text that can stand in generated code.</summary>
/// <param name="Name">The name without an escape.</param>
/// <param name="Type">The fully qualified type.</param>
/// <param name="Modifier"><c>params </c>, <c>scoped </c> or nothing.</param>
/// <param name="Default">The default value as C#, or null.</param>
/// <param name="KerasDefault">The default as Python documents it, or null.</param>
/// <param name="Attributes">Caller-information attributes, each in brackets.</param>
/// <param name="ArgumentType">The argument struct without its nullable mark, where the parameter takes functions.</param>
/// <param name="FunctionType">The delegate type of that struct.</param>
internal sealed record ParameterModel(
    string Name,
    string Type,
    string Modifier,
    string? Default,
    string? KerasDefault,
    string Attributes,
    string? ArgumentType,
    string? FunctionType)
{
    internal string Escaped => Naming.Escape(Name);

    internal string Declaration => Attributes + Modifier + Type + " " + Escaped + (Default is null ? "" : " = " + Default);
}
