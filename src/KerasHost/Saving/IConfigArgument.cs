namespace KerasHost.Saving;

/// <summary>An argument type ("a name, an object or a function") that can stand in a configuration.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IConfigArgument<TSelf> where TSelf : IConfigArgument<TSelf>
{
    /// <summary>Makes the argument from what a configuration holds; null is Python's None.</summary>
    /// <param name="value">Null, a name, a number, or a nested configuration.</param>
    /// <exception cref="KerasException">The value describes no such argument.</exception>
    static abstract TSelf FromConfig(object? value);

    /// <summary>What a configuration holds for this argument: null, a name, a number, or a nested configuration.</summary>
    object? ToConfig();
}
