namespace KerasHost;

/// <summary>Keeps an optional constructor parameter out of the configuration of an exported class.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NotInConfigAttribute : Attribute;
