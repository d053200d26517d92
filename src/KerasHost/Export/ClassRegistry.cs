using System.Collections.Concurrent;
using KerasHost.Saving;

namespace KerasHost.Export;

/// <summary>
/// Finds classes by Keras's names and turns objects into configurations and back. Built-in classes come from the
/// generator; classes of a script are registered by a call or through custom objects.
/// </summary>
public static class ClassRegistry
{
    private static readonly ConcurrentDictionary<(Type Family, string Name), ConfigEntry> s_custom = [];
    private static readonly ConcurrentDictionary<Type, ConfigEntry?> s_byType = [];
    private static readonly AsyncLocal<IReadOnlyDictionary<string, Func<Config, object>>?> s_scope = new();

    /// <summary>Registers a class of a script, so that configurations that name it can be read.</summary>
    /// <param name="name">The name that stands in files.</param>
    /// <param name="create">Makes an object from what its <c>get_config()</c> returned.</param>
    /// <typeparam name="TFamily">The base class of the family, such as Layer.</typeparam>
    public static void Register<TFamily>(string name, Func<Config, TFamily> create) where TFamily : class, IHasConfig =>
        s_custom[(typeof(TFamily), name)] = new(name, null, typeof(TFamily), typeof(TFamily), create, static (_, _) => { });

    /// <summary>Makes further classes known until the returned object is disposed: Keras's <c>custom_objects</c>.</summary>
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

    /// <summary>
    /// The entry of a built-in or registered class, or null. Aliases of a class count as its names, and as in Keras so does
    /// the name with underscores (<c>glorot_uniform</c>), and for optimizers the name in any letters (<c>rmsprop</c>).
    /// </summary>
    public static ConfigEntry? Find(Type family, string name)
    {
        if ((s_custom.TryGetValue((family, name), out ConfigEntry? entry) ? entry : GeneratedRegistry.Find(family, name)) is { } found)
            return found;
        foreach (string known in GeneratedRegistry.Names(family))
            if (SnakeCase(known) == name || (family.Name.EndsWith("Optimizer", StringComparison.Ordinal) && known.Equals(name, StringComparison.OrdinalIgnoreCase)))
                return GeneratedRegistry.Find(family, known);
        return null;
    }

    /// <summary><c>GlorotUniform</c> as <c>glorot_uniform</c>, <c>L1L2</c> as <c>l1_l2</c>.</summary>
    internal static string SnakeCase(string name)
    {
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool starts = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (starts)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    /// <summary>The names of the built-in classes of a family.</summary>
    public static IEnumerable<string> Names(Type family) => GeneratedRegistry.Names(family);

    /// <summary>The entry of the nearest built-in class that this class is or derives from, or null.</summary>
    public static ConfigEntry? Of(Type type) => s_byType.GetOrAdd(type, static type =>
    {
        ConfigEntry? entry = null;
        for (Type? t = type; t is not null && entry is null; t = t.BaseType)
            entry = GeneratedRegistry.OfType(t.FullName ?? t.Name);
        return entry;
    });

    /// <summary>
    /// The arguments of an object's constructor: what <c>get_config()</c> of a family's base class returns, and adds its
    /// common keys to.
    /// </summary>
    public static Config ConfigOf(object target)
    {
        var config = new Config();
        WriteTo(target, config);
        return config;
    }

    /// <summary>Adds the arguments of an object's constructor to a configuration.</summary>
    public static void WriteTo(object target, Config config) => Of(target.GetType())?.Write(target, config);

    /// <summary>Keras's name of an object's class.</summary>
    public static string ClassName(object target)
    {
        Type type = target.GetType();
        ConfigEntry? entry = Of(type);
        return entry?.Type == type ? entry.ClassName : type.Name;
    }

    /// <summary>
    /// An object with its class, as Keras 2.13 and later nest it: <c>{"module", "class_name", "config", "registered_name"}</c>.
    /// </summary>
    public static Config? Serialize(IHasConfig? target)
    {
        if (target is null)
            return null;
        string name = ClassName(target);
        ConfigEntry? entry = Of(target.GetType());
        bool builtIn = entry?.Type == target.GetType();
        var config = new Config
        {
            ["module"] = builtIn ? entry!.Module : null,
            ["class_name"] = name,
            ["config"] = target.get_config(),
            ["registered_name"] = builtIn ? null : name,
        };
        if ((target as IHasBuildConfig)?.get_build_config() is { } build)
            config["build_config"] = build;
        return config;
    }

    /// <summary>Makes the object that <see cref="Serialize"/>, or any Keras from 1 to 3, described.</summary>
    /// <param name="value">A configuration with <c>class_name</c> and <c>config</c>.</param>
    /// <exception cref="KerasValueException">The class is not known, or the value is no such description.</exception>
    /// <exception cref="KerasTypeException">The configuration does not fit the class.</exception>
    public static TFamily Deserialize<TFamily>(object? value) where TFamily : class
    {
        if (value is not Config { } outer || outer.GetValueOrDefault("class_name") is not string name)
            throw new KerasValueException(
                $"Improper config format for {PythonText.Repr(value)}. Expected a dictionary with the keys 'class_name' and 'config'.");
        Config inner = outer.GetValueOrDefault("config") switch
        {
            Config config => config,
            null => [],
            object other => throw new KerasValueException($"The 'config' of class '{name}' must be a dictionary. Received: {PythonText.Repr(other)}"),
        };
        if (Create(typeof(TFamily), name, outer.GetValueOrDefault("registered_name") as string, inner) is TFamily made)
        {
            if (made is IHasBuildConfig layer && outer.GetValueOrDefault("build_config") is Config build)
                layer.build_from_config(build);
            return made;
        }
        throw new KerasValueException($"Class '{name}' is no {typeof(TFamily).Name}. Full object config: {outer}");
    }

    private static object Create(Type family, string name, string? registeredName, Config config)
    {
        if (s_scope.Value is { } scope)
            foreach (string? candidate in new[] { registeredName, name })
                if (candidate is not null && scope.TryGetValue(candidate, out var create))
                    return create(config);
        for (Type? f = family; f is not null; f = f.BaseType)
            foreach (string? candidate in new[] { registeredName, name, ShortName(registeredName), ShortName(name) })
                if (candidate is not null && Find(f, candidate) is { } entry)
                    return entry.Create(config);
        throw new KerasValueException(
            $"Could not locate class '{name}'. Register a class of your own with register(\"{name}\", config => new {ShortName(name)}(…)), " +
            $"or pass it in custom_objects. Known here: {string.Join(", ", Names(family).Order(StringComparer.Ordinal))}.");
    }

    /// <summary>Files name registered classes <c>package>name</c>.</summary>
    private static string? ShortName(string? name) => name?[(name.LastIndexOf('>') + 1)..];

    private sealed class Restore(IReadOnlyDictionary<string, Func<Config, object>>? outer) : IDisposable
    {
        public void Dispose() => s_scope.Value = outer;
    }
}
