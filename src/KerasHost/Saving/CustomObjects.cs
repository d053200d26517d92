using System.Collections.Concurrent;
using KerasHost.Export;
using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Saving;

/// <summary>Classes and functions of scripts in configurations and files. Mirrors tf_keras/src/saving/object_registration.py.</summary>
public static class CustomObjects
{
    /// <summary>Makes a class of a script known, so that configurations and files that hold it can be read: <c>register_keras_serializable(config =&gt; new Mine(…))</c>.</summary>
    /// <param name="create">Makes an object from what its <c>get_config()</c> returned; the class is that of the expression.</param>
    /// <param name="package">What stands before the name, <c>package&gt;name</c>.</param>
    /// <param name="name">The name; null for that of the class.</param>
    [KerasExport("keras.saving.register_keras_serializable", "keras.utils.register_keras_serializable")]
    public static void register_keras_serializable<T>(Func<Config, T> create, string package = "Custom", string? name = null) where T : class, IHasConfig =>
        ClassRegistry.Register($"{package}>{name ?? typeof(T).Name}", create);

    /// <summary>Makes a function of a script (an activation, a loss, an initializer, …) known, so that configurations and files that name it can be read.</summary>
    /// <param name="function">The function.</param>
    /// <param name="package">What stands before the name, <c>package&gt;name</c>.</param>
    /// <param name="name">The name; null for that of the function.</param>
    [KerasExport("keras.saving.register_keras_serializable", "keras.utils.register_keras_serializable")]
    public static void register_keras_serializable(Delegate function, string package = "Custom", string? name = null) =>
        ScriptFunctions.Register($"{package}>{name ?? ScriptFunctions.NameOf(function)}", function);

    /// <summary>Classes and functions that are known inside a <c>using</c> block.</summary>
    /// <param name="custom_objects">How classes are made from their configuration, by name; a function as <c>_ =&gt; function</c>.</param>
    /// <returns>What ends the scope when it is disposed.</returns>
    [KerasExport("keras.saving.custom_object_scope", "keras.utils.custom_object_scope", "keras.utils.CustomObjectScope", "keras.saving.CustomObjectScope")]
    public static IDisposable custom_object_scope(Dictionary<string, Func<Config, object>> custom_objects) => ClassRegistry.CustomObjects(custom_objects);

    /// <summary>All registered classes and functions by name; what is added here is known from then on.</summary>
    [KerasExport("keras.saving.get_custom_objects", "keras.utils.get_custom_objects")]
    public static ConcurrentDictionary<string, Func<Config, object>> get_custom_objects() => ClassRegistry.Registered;

    /// <summary>The name under which files know an object's class, or a function: <c>package&gt;name</c> where it was registered.</summary>
    /// <param name="obj">An object, a type or a function.</param>
    [KerasExport("keras.saving.get_registered_name", "keras.utils.get_registered_name")]
    public static string get_registered_name(object obj) => obj switch
    {
        Delegate function => ScriptFunctions.RegisteredName(function),
        Type type => ClassRegistry.RegisteredName(type),
        _ => ClassRegistry.RegisteredName(obj.GetType()),
    };

    /// <inheritdoc cref="get_registered_name(object)"/>
    [KerasExport("keras.saving.get_registered_name", "keras.utils.get_registered_name")]
    public static string get_registered_name(Delegate obj) => get_registered_name((object)obj);

    /// <summary>How a registered class is made, or a registered function; null where nothing has the name.</summary>
    /// <param name="name">The name, <c>package&gt;name</c> or one of the custom objects.</param>
    /// <param name="custom_objects">Further objects by name.</param>
    [KerasExport("keras.saving.get_registered_object", "keras.utils.get_registered_object")]
    public static Func<Config, object>? get_registered_object(string name, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null)
    {
        using IDisposable _ = ClassRegistry.CustomObjects(custom_objects);
        return ClassRegistry.Custom(name);
    }

    /// <summary>Any object with a configuration, a function, an array, or a list or dictionary of such, as Keras nests it in files.</summary>
    /// <param name="obj">The object; null, numbers and texts stand for themselves.</param>
    /// <exception cref="KerasTypeException">An object of another kind.</exception>
    [KerasExport("keras.saving.serialize_keras_object", "keras.utils.serialize_keras_object")]
    public static object? serialize_keras_object(object? obj) => obj switch
    {
        null or bool or int or long or float or double or string or Shape => obj,
        IHasConfig target => ClassRegistry.Serialize(target),
        DType type => type.name,
        Delegate function => ScriptFunctions.Describe(function),
        Tensor tensor => SerializedArray.Of("__tensor__", tensor.numpy()),
        NDArray array => SerializedArray.Of("__numpy__", array),
        IEnumerable<KeyValuePair<string, object?>> pairs => new Config(pairs.Select(pair => KeyValuePair.Create(pair.Key, serialize_keras_object(pair.Value)))),
        System.Collections.IEnumerable items => items.Cast<object?>().Select(serialize_keras_object).ToList(),
        _ => throw new KerasTypeException($"Cannot serialize object {obj} of type {obj.GetType().Name}. To be serializable, a class must implement the `get_config()` method."),
    };

    /// <summary>Makes what <see cref="serialize_keras_object"/>, or any Keras, described.</summary>
    /// <param name="config">The description.</param>
    /// <param name="custom_objects">How classes and functions of a script are made, by name.</param>
    /// <param name="safe_mode">Must be true: code in a configuration is never run.</param>
    /// <exception cref="KerasValueException">A class is not known.</exception>
    [KerasExport("keras.saving.deserialize_keras_object", "keras.utils.deserialize_keras_object")]
    public static object? deserialize_keras_object(object? config, IReadOnlyDictionary<string, Func<Config, object>>? custom_objects = null, bool safe_mode = true)
    {
        if (!safe_mode)
            throw new KerasValueException("safe_mode=False is not supported: code in a configuration is never run here. Register the classes of your script, or pass them in custom_objects.");
        using IDisposable _ = ClassRegistry.CustomObjects(custom_objects);
        return Made(config);
    }

    private static object? Made(object? config) => config switch
    {
        Config described when described.GetValueOrDefault("class_name") is "function" && ScriptFunctions.NameIn(described) is { } name =>
            (ClassRegistry.Custom(name) ?? throw NamedClasses.Unknown("object", name, ClassRegistry.Registered.Keys))([]),
        Config described when SerializedArray.Is(described) => described["class_name"] is "__tensor__" ? SerializedArray.Read(described).ToTensor() : SerializedArray.Read(described),
        Config described when described.GetValueOrDefault("class_name") is string => ClassRegistry.DeserializeAny((Config)ConfigUpgrade.Apply(described)!),
        Config pairs => new Config(pairs.Select(pair => KeyValuePair.Create(pair.Key, Made(pair.Value)))),
        List<object?> items => items.ConvertAll(Made),
        _ => config,
    };
}
