using System.Collections.Concurrent;
using KerasHost.Saving;

namespace KerasHost.Export;

public static partial class ClassRegistry
{
    private static readonly ConcurrentDictionary<string, Func<Config, object>> s_custom = [];
    private static readonly ConcurrentDictionary<Type, string> s_registeredNames = [];
    private static readonly AsyncLocal<IReadOnlyDictionary<string, Func<Config, object>>?> s_scope = new();

    /// <summary>What scripts registered: how classes are made from what their <c>get_config()</c> returned, and functions, by name.</summary>
    internal static ConcurrentDictionary<string, Func<Config, object>> Registered => s_custom;

    /// <summary>Registers a class of a script, so that configurations that name it can be read.</summary>
    /// <param name="name">The name that stands in files.</param>
    /// <param name="create">Makes an object from what its <c>get_config()</c> returned.</param>
    /// <typeparam name="T">The class, whose objects are written under the name, or the base class of its family, such as Layer.</typeparam>
    public static void Register<T>(string name, Func<Config, T> create) where T : class, IHasConfig
    {
        s_custom[name] = create;
        if (typeof(T).Assembly != typeof(ClassRegistry).Assembly)
            s_registeredNames[typeof(T)] = name;
    }

    /// <summary>Makes further classes and functions known until the returned object is disposed: Keras's <c>custom_objects</c>.</summary>
    public static IDisposable CustomObjects(IReadOnlyDictionary<string, Func<Config, object>>? objects)
    {
        var outer = s_scope.Value;
        if (objects is null)
            return new Restore(outer);
        var merged = new Dictionary<string, Func<Config, object>>(outer ?? new Dictionary<string, Func<Config, object>>());
        foreach (var (name, create) in objects)
            merged[name] = create;
        s_scope.Value = merged;
        return new Restore(outer);
    }

    /// <summary>The name under which files know a class of a script.</summary>
    internal static string RegisteredName(Type type) => s_registeredNames.GetValueOrDefault(type) ?? type.Name;

    /// <summary>What custom objects in scope, then registrations, have under the first of these names; null where there is nothing.</summary>
    internal static Func<Config, object>? Custom(params ReadOnlySpan<string?> names)
    {
        IReadOnlyDictionary<string, Func<Config, object>>? scope = s_scope.Value;
        foreach (string? name in names)
            if (name is not null && (scope?.GetValueOrDefault(name) ?? s_custom.GetValueOrDefault(name)) is { } create)
                return create;
        // A name without its package finds what is known by that alone.
        foreach (string? name in names)
            if (name is not null && name.Contains('>', StringComparison.Ordinal) && Custom([ShortName(name)]) is { } create)
                return create;
        return null;
    }

    private sealed class Restore(IReadOnlyDictionary<string, Func<Config, object>>? outer) : IDisposable
    {
        public void Dispose() => s_scope.Value = outer;
    }
}
