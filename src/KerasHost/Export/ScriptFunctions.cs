using System.Collections.Concurrent;
using System.Reflection;
using KerasHost.Saving;

namespace KerasHost.Export;

/// <summary>Functions of scripts and their names: what Python's <c>__name__</c> and Keras's registration give them.</summary>
internal static class ScriptFunctions
{
    private static readonly ConcurrentDictionary<(object? Target, MethodInfo Method), string> s_registeredNames = [];

    /// <summary>Makes a function known by a name.</summary>
    public static void Register(string name, Delegate function)
    {
        ClassRegistry.Registered[name] = _ => function;
        s_registeredNames[(function.Target, function.Method)] = name;
    }

    /// <summary>The function's own name; that of a lambda is Python's <c>&lt;lambda&gt;</c>.</summary>
    public static string NameOf(Delegate function)
    {
        string name = function.Method.Name;
        // The compiler's name of a local function: <Main>g__name|0_1.
        int start = name.IndexOf("g__", StringComparison.Ordinal), end = name.IndexOf('|', StringComparison.Ordinal);
        if (name.StartsWith('<'))
            return start > 0 && end > start ? name[(start + 3)..end] : "<lambda>";
        return name;
    }

    /// <summary>The name under which files know a function.</summary>
    public static string RegisteredName(Delegate function) =>
        s_registeredNames.GetValueOrDefault((function.Target, function.Method)) ?? NameOf(function);

    /// <summary>A function as configurations hold it since Keras 2.13.</summary>
    /// <exception cref="KerasValueException">It has no name by which a reader could find it.</exception>
    public static Config Describe(Delegate function) => RegisteredName(function) is var name && name != "<lambda>"
        ? Describe(name)
        : throw new KerasValueException("A lambda cannot be written to a configuration: it has no name by which a reader could find it. Give the function a name, or derive a class and register it.");

    /// <inheritdoc cref="Describe(Delegate)"/>
    public static Config Describe(string name) => new()
    {
        ["module"] = "builtins",
        ["class_name"] = "function",
        ["config"] = name,
        ["registered_name"] = "function",
    };

    /// <summary>The name in what a configuration holds for a function, or null for something else.</summary>
    public static string? NameIn(object? value) => value switch
    {
        string name => name,
        Config config => config.GetValueOrDefault("config") as string,
        _ => null,
    };

    /// <summary>What a script made known by a name: an object of the family, or a function that is wrapped into one; null for neither.</summary>
    public static TFamily? Find<TFamily, TFunction>(string name, Func<TFunction, TFamily> wrap)
        where TFamily : class where TFunction : Delegate => ClassRegistry.Custom(name)?.Invoke([]) switch
        {
            TFamily own => own,
            Delegate function when As<TFunction>(function) is { } fitting => wrap(fitting),
            _ => null,
        };

    /// <summary>A function as the delegate type of a family; null where it is no function of that kind.</summary>
    public static T? As<T>(Delegate function) where T : Delegate =>
        function as T ?? (T?)Delegate.CreateDelegate(typeof(T), function.Target, function.Method, throwOnBindFailure: false);
}
