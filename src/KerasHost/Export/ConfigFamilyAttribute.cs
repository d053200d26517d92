namespace KerasHost;

/// <summary>
/// Marks the base class of things that have a configuration (Layer, Initializer, Optimizer, …): every exported class
/// below it gets an entry in the class registry, in the family nearest to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConfigFamilyAttribute : Attribute;
