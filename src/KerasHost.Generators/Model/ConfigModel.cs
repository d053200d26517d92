namespace KerasHost.Generators.Model;

/// <summary>A class with a configuration: its registry entry.</summary>
/// <param name="ClassName">Keras's name of the class.</param>
/// <param name="Module">Keras's module.</param>
/// <param name="Aliases">Further names of the class.</param>
/// <param name="Type">The fully qualified class.</param>
/// <param name="FullName">The class as <c>Type.FullName</c> gives it.</param>
/// <param name="Family">The fully qualified base class of the family.</param>
/// <param name="TakesKeywords">True for a layer.</param>
/// <param name="HasFromConfig">True when the class has a <c>from_config</c> of its own.</param>
/// <param name="HoldsCode">True when the constructor needs a delegate, so that no configuration can describe the object.</param>
/// <param name="Parameters">What the configuration holds.</param>
/// <param name="Order">Keys that are written first.</param>
/// <param name="Ignored">Keys that mean nothing.</param>
/// <param name="Renamed">Old keys with new ones, in turn.</param>
internal sealed record ConfigModel(
    string ClassName,
    string Module,
    EquatableArray<string> Aliases,
    string Type,
    string FullName,
    string Family,
    bool TakesKeywords,
    bool HasFromConfig,
    bool HoldsCode,
    EquatableArray<ConfigParameter> Parameters,
    EquatableArray<string> Order,
    EquatableArray<string> Ignored,
    EquatableArray<string> Renamed);
