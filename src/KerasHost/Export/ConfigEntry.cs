using KerasHost.Saving;

namespace KerasHost.Export;

/// <summary>How one class is made from its configuration and writes it.</summary>
/// <param name="ClassName">Keras's name of the class, as <c>class_name</c> in files.</param>
/// <param name="Module">Keras's module, as <c>keras.layers</c>; null for a class of a script.</param>
/// <param name="Type">The class.</param>
/// <param name="Family">The base class of its family, such as Layer.</param>
/// <param name="Create">Makes an object from a configuration; throws for unknown, missing or ill-typed keys.</param>
/// <param name="Write">Adds the constructor's arguments to a configuration, in Keras's order.</param>
public sealed record ConfigEntry(
    string ClassName,
    string? Module,
    Type Type,
    Type Family,
    Func<Config, object> Create,
    Action<object, Config> Write);
