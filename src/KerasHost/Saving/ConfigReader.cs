using System.Collections;

namespace KerasHost.Saving;

/// <summary>Takes typed values out of a <see cref="Config"/>; a value of another type is an error that names the key.</summary>
public static class ConfigReader
{
    private static readonly string[] s_layerKeys = ["name", "trainable", "dtype", "batch_input_shape", "activity_regularizer"];

    /// <summary>
    /// The value of a key as <typeparamref name="T"/>: int, long, float, double, bool, string, <see cref="Shape"/>,
    /// <see cref="DType"/>, <see cref="Config"/> or object. An integer serves as a float, a number as a shape of one axis.
    /// </summary>
    /// <exception cref="KerasTypeException">The key is missing, None, or of another type.</exception>
    public static T Get<T>(Config config, string key) => Convert<T>(Value(config, key), key);

    /// <summary>The value of a key, or another when the key is missing; None is null where <typeparamref name="T"/> may be null.</summary>
    /// <exception cref="KerasTypeException">The value is of another type.</exception>
    public static T Get<T>(Config config, string key, T missing) =>
        !config.TryGetValue(key, out object? value) ? missing
        : value is null && default(T) is null ? default!
        : Convert<T>(value, key);

    /// <summary>The value of a key as an argument struct, which says itself what None means.</summary>
    public static T Argument<T>(Config config, string key) where T : IConfigArgument<T> => T.FromConfig(Value(config, key));

    /// <summary>The nested object of a key: its class name and configuration, made through the class registry.</summary>
    public static T Instance<T>(Config config, string key) where T : class => Export.ClassRegistry.Deserialize<T>(Value(config, key));

    /// <summary>The value of a key as a list; a single value is a list of one.</summary>
    public static List<T> List<T>(Config config, string key) => Items(Value(config, key), key).ConvertAll(item => Convert<T>(item, key));

    /// <summary>The value of a key as a list of argument structs; a single value is a list of one.</summary>
    public static List<T> Arguments<T>(Config config, string key) where T : IConfigArgument<T> => Items(Value(config, key), key).ConvertAll(T.FromConfig);

    /// <summary>The value of a key as a list of nested objects.</summary>
    public static List<T> Instances<T>(Config config, string key) where T : class =>
        Items(Value(config, key), key).ConvertAll(Export.ClassRegistry.Deserialize<T>);

    /// <summary>
    /// Checks the keys of a configuration and renames old ones. Used by the generated registry, which calls it before it
    /// reads anything.
    /// </summary>
    /// <param name="config">What a file or a user gave.</param>
    /// <param name="className">Keras's name of the class.</param>
    /// <param name="parameters">The keys that the class reads.</param>
    /// <param name="isLayer">Whether the keys that every layer has are known too.</param>
    /// <param name="ignored">Keys that may be there and mean nothing.</param>
    /// <param name="aliases">Old keys and what they mean now.</param>
    /// <exception cref="KerasTypeException">A key is not known.</exception>
    public static Config Check(
        Config config,
        string className,
        string[] parameters,
        bool isLayer,
        string[] ignored,
        (string Old, string New)[] aliases)
    {
        ReadOnlySpan<string> common = isLayer ? s_layerKeys : [];
        var result = new Config();
        foreach (var (key, value) in config)
        {
            string name = key;
            foreach (var (old, now) in aliases)
                if (old == key && !config.ContainsKey(now))
                    name = now;
            if (Array.IndexOf(ignored, name) >= 0)
                continue;
            if (Array.IndexOf(parameters, name) < 0 && !common.Contains(name))
                throw new KerasTypeException(
                    $"Error when deserializing class '{className}' using config={config}.\n\n" +
                    $"Exception encountered: ('Keyword argument not understood:', '{key}'). " +
                    $"Known: {string.Join(", ", [.. common, .. parameters])}.");
            result[name] = value;
        }
        return result;
    }

    /// <summary>Throws for a key that has no default and is missing.</summary>
    /// <exception cref="KerasTypeException">The key is missing.</exception>
    public static void Require(Config config, string className, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
            if (!config.ContainsKey(key))
                throw new KerasTypeException(
                    $"Error when deserializing class '{className}' using config={config}.\n\n" +
                    $"Exception encountered: {className}.__init__() missing 1 required positional argument: '{key}'");
    }

    private static object? Value(Config config, string key) => config.TryGetValue(key, out object? value)
        ? value
        : throw new KerasTypeException($"The configuration has no key '{key}': {config}");

    private static List<object?> Items(object? value, string key) => value switch
    {
        null => throw Wrong(key, "a list", null),
        string or Config => [value],
        Shape shape => [.. shape.Select(dim => (object?)dim)],
        IEnumerable items => [.. items.Cast<object?>()],
        object single => [single],
    };

    private static T Convert<T>(object? value, string key)
    {
        if (typeof(T) == typeof(object))
            return (T)value!;
        // A configuration written by hand may already hold the type itself.
        if (value is T same)
            return same;
        if (Is<T, int>() && value is long and >= int.MinValue and <= int.MaxValue)
            return (T)(object)(int)(long)value;
        if (Is<T, int>() && value is double whole && whole == Math.Floor(whole) && Math.Abs(whole) <= int.MaxValue)
            return (T)(object)(int)whole;
        if (Is<T, long>() && value is int narrow)
            return (T)(object)(long)narrow;
        if (Is<T, double>() && Number(value) is { } number)
            return (T)(object)number;
        if (Is<T, float>() && Number(value) is { } single)
            return (T)(object)(float)single;
        if (Is<T, bool>() && value is 0 or 1)
            return (T)(object)((int)value! == 1);
        if (Is<T, DType>() && DTypeName(value) is { } name)
            return (T)(object)DType.Parse(name);
        if (Is<T, Shape>() && ToShape(value, key) is { } shape)
            return (T)(object)shape;
        if (typeof(T) == typeof(int[]) && value is IEnumerable and not string)
            return (T)(object)Elements<int>(value, key).ToArray();
        if (typeof(T) == typeof(List<Config>) && value is IEnumerable and not string)
            return (T)(object)Elements<Config>(value, key);
        throw Wrong(key, PythonName(typeof(T)), value);
    }

    private static bool Is<T, TValue>() where TValue : struct => typeof(T) == typeof(TValue) || typeof(T) == typeof(TValue?);

    private static List<T> Elements<T>(object value, string key) => Items(value, key).ConvertAll(item => Convert<T>(item, key));

    private static double? Number(object? value) => value switch
    {
        int i => i,
        long l => l,
        float f => f,
        double d => d,
        _ => null,
    };

    /// <summary>A dtype is a name, or a policy with a name as Keras 2.4 to 3 nest it.</summary>
    private static string? DTypeName(object? value) => value switch
    {
        string name => name,
        Config policy when policy.GetValueOrDefault("config") is Config inner => inner.GetValueOrDefault("name") as string,
        _ => null,
    };

    private static Shape? ToShape(object? value, string key)
    {
        if (value is int single)
            return single;
        if (value is not IEnumerable items || value is string or Config)
            return null;
        int?[] dims = [.. items.Cast<object?>().Select(item => item is null ? (int?)null : Convert<int>(item, key))];
        return Shape.Create(dims);
    }

    private static KerasTypeException Wrong(string key, string expected, object? value) =>
        new($"The configuration's key '{key}' must be {expected}. Received: {PythonText.Repr(value)}");

    private static string PythonName(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? PythonName(inner) + " or None"
        : type == typeof(int) || type == typeof(long) ? "an int"
        : type == typeof(float) || type == typeof(double) ? "a float"
        : type == typeof(bool) ? "a bool"
        : type == typeof(string) ? "a str"
        : type == typeof(Shape) ? "a shape (a list of integers and None)"
        : type == typeof(DType) ? "the name of a data type"
        : type == typeof(Config) ? "a dictionary"
        : type == typeof(int[]) || type == typeof(List<Config>) ? "a list"
        : $"a {type.Name}";
}
