using System.Collections.Concurrent;
using KerasHost.Saving;

namespace KerasHost.Export;

/// <summary>
/// Finds classes by Keras's names and turns objects into configurations and back. Built-in classes come from the
/// generator; classes and functions of a script are registered by a call or through custom objects.
/// </summary>
public static partial class ClassRegistry
{
    private static readonly ConcurrentDictionary<Type, ConfigEntry?> s_byType = [];

    /// <summary>
    /// The entry of a built-in class, or null. Aliases of a class count as its names, and as in Keras so does
    /// the name with underscores (<c>glorot_uniform</c>), and for optimizers the name in any letters (<c>rmsprop</c>).
    /// </summary>
    public static ConfigEntry? Find(Type family, string name)
    {
        if (GeneratedRegistry.Find(family, name) is { } found)
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
        if (target is IScriptFunction script)
            return ScriptFunctions.Describe(script.Function);
        string name = ClassName(target);
        ConfigEntry? entry = Of(target.GetType());
        bool builtIn = entry?.Type == target.GetType();
        var config = new Config
        {
            ["module"] = builtIn ? entry!.Module : null,
            ["class_name"] = name,
            ["config"] = target.get_config(),
            // Keras's classes that its users do not see count as registered.
            ["registered_name"] = !builtIn ? RegisteredName(target.GetType()) : entry!.Module!.StartsWith("tf_keras.", StringComparison.Ordinal) ? name : null,
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
        object made = MakeCustom(outer, name, inner)
            ?? BuiltIn(typeof(TFamily), name)?.Create(inner)
            ?? throw Unlocated<TFamily>(name, outer);
        if (made is not TFamily fitting)
            throw new KerasValueException($"Class '{name}' is no {typeof(TFamily).Name}. Full object config: {outer}");
        if (fitting is IHasBuildConfig layer && outer.GetValueOrDefault("build_config") is Config build)
            layer.build_from_config(build);
        return fitting;
    }

    /// <summary>An object of any family; its module says which where a name is used twice.</summary>
    /// <exception cref="KerasValueException">The class is not known.</exception>
    internal static object DeserializeAny(Config outer)
    {
        string name = (string)outer["class_name"]!;
        if (Custom([outer.GetValueOrDefault("registered_name") as string, name]) is not null)
            return Deserialize<IHasConfig>(outer);
        string? module = outer.GetValueOrDefault("module") as string;
        foreach (Type family in GeneratedRegistry.Families)
            if (BuiltIn(family, name) is { } entry && (module is null || module == entry.Module))
            {
                object made = entry.Create(outer.GetValueOrDefault("config") as Config ?? []);
                if (outer.GetValueOrDefault("build_config") is Config build)
                    (made as IHasBuildConfig)?.build_from_config(build);
                return made;
            }
        throw Unlocated<IHasConfig>(name, outer);
    }

    /// <summary>A new object of the class with this name, custom or built-in, made with the defaults of its constructor; null where there is none.</summary>
    internal static TFamily? Make<TFamily>(string name) where TFamily : class =>
        (Custom([name])?.Invoke([]) ?? Find(typeof(TFamily), name)?.Create([])) as TFamily;

    // The constructor of a script's layer does not know the keywords that every layer has.
    private static object? MakeCustom(Config outer, string name, Config inner)
    {
        object? made = Custom([outer.GetValueOrDefault("registered_name") as string, name])?.Invoke(inner);
        (made as ITakesKeywords)?.TakeKeywords(inner);
        return made;
    }

    private static ConfigEntry? BuiltIn(Type family, string name)
    {
        for (Type? f = family; f is not null; f = f.BaseType)
            if ((Find(f, name) ?? Find(f, ShortName(name))) is { } entry)
                return entry;
        return null;
    }

    // In Keras's words for what was written before and since Keras 2.13.
    private static KerasValueException Unlocated<TFamily>(string name, Config outer) => outer.ContainsKey("module")
        ? new($"Could not locate class '{name}'. Register a class of your own with keras.saving.register_keras_serializable(config => new {ShortName(name)}(…)), " +
            $"or pass it in custom_objects. Known here: {string.Join(", ", Names(typeof(TFamily)).Order(StringComparer.Ordinal))}. Full object config: {outer}")
        : NamedClasses.Unknown(Kind(typeof(TFamily)), name, Names(typeof(TFamily)));

    private static string Kind(Type family) => family.Name switch
    {
        "Loss" => "loss function",
        "Metric" => "metric function",
        "LegacyOptimizer" => "optimizer",
        "LearningRateSchedule" => "decay",
        "IHasConfig" => "object",
        string name => name.ToLowerInvariant(),
    };

    /// <summary>Files name registered classes <c>package>name</c>.</summary>
    private static string ShortName(string name) => name[(name.LastIndexOf('>') + 1)..];
}
