using KerasHost.Layers;
using KerasHost.Printing;
using KerasHost.Saving;

namespace KerasHost.Models;

/// <summary>
/// A call in the configuration of a functional model: <c>[["dense", 0, 0, {}], …]</c> as Keras 1 and 2 write it, or
/// <c>{"args": […], "kwargs": {…}}</c> with tensors that tell their <c>keras_history</c>, as Keras 3 does.
/// </summary>
internal sealed class CallReader
{
    private readonly Layer _layer;
    private readonly object? _inputs;
    private readonly Config _arguments;
    private readonly bool _takesMask;

    /// <summary>Reads a call.</summary>
    /// <param name="call">What the configuration says.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="masks">Names that stand for masks which tensors carry.</param>
    /// <exception cref="KerasValueException">It has another form, or an argument that is not known here.</exception>
    public CallReader(object? call, Layer layer, IReadOnlySet<string> masks)
    {
        _layer = layer;
        if (call is Config keras3 && keras3.GetValueOrDefault("args") is List<object?> positional)
        {
            _arguments = new(keras3.GetValueOrDefault("kwargs") as Config ?? []);
            if (positional.Count == 0 && _arguments.Remove("inputs", out object? named))
                positional = [named];
            if (positional is [_, { } state] && layer is RNN or Bidirectional && !_arguments.ContainsKey("initial_state"))
                (positional, _arguments["initial_state"]) = ([positional[0]], state);
            if (positional is not [var first, ..] || positional.Skip(1).Any(argument => argument is not null))
                throw Malformed(call);
            _inputs = first;
            // Noted when the model was made; when it runs, Keras 3 tells the layer what the model is told.
            _arguments.Remove("training");
            _takesMask = _arguments.GetValueOrDefault("mask") is { } mask && IsPlace(mask) && masks.Contains(Place(mask).Layer) && _arguments.Remove("mask");
        }
        else
        {
            _inputs = call is List<object?> list && IsPlace(list) ? new List<object?> { list } : call;
            // The arguments stand behind each of the inputs.
            _arguments = Leaves(_inputs).Select(leaf => (leaf as List<object?>)?.ElementAtOrDefault(3) as Config).FirstOrDefault() ?? [];
        }
        foreach ((string key, object? value) in _arguments)
            if (value is not null && key is not ("training" or "mask" or "initial_state" or "constants"))
                throw new KerasValueException($"Layer '{layer.name}' was called with the argument '{key}={PythonText.Repr(value)}', which is not supported here.");
        Places = [.. PlacesIn(_inputs), .. _arguments.Values.SelectMany(PlacesIn)];
    }

    /// <summary>The tensors that the call takes.</summary>
    public IReadOnlyList<TensorPlace> Places { get; }

    /// <summary>Calls the layer.</summary>
    /// <param name="tensor">Finds a tensor.</param>
    public void Run(Func<TensorPlace, Tensor> tensor)
    {
        Tensors inputs = Read(_inputs, tensor);
        // Before Keras 3 a list of one meant the one.
        if (inputs is { Count: 1, Names: null })
            inputs = inputs[0];
        if (_takesMask && inputs[0].Mask is null)
            throw new KerasValueException($"Layer '{_layer.name}' was called with a mask that no layer computed, which is not supported here. Use keras.layers.Embedding with mask_zero=True, or keras.layers.Masking.");
        _layer.apply(inputs, ConfigReader.Get<bool?>(_arguments, "training", null),
            _arguments.GetValueOrDefault("mask") is { } mask ? Read(mask, tensor).Single : null, Optional("initial_state"), Optional("constants"));

        Tensors? Optional(string key) => _arguments.GetValueOrDefault(key) is { } value ? Read(value, tensor) : default(Tensors?);
    }

    /// <summary>Whether a value says where a tensor comes from.</summary>
    public static bool IsPlace(object? value) => History(value) is not null;

    /// <summary>Where a tensor comes from.</summary>
    /// <exception cref="KerasValueException">The value says no such thing.</exception>
    public static TensorPlace Place(object? value) => History(value) is { } history ? new((string)history[0]!, (int)history[1]!, (int)history[2]!) : throw Malformed(value);

    /// <summary>All tensors that a value names.</summary>
    public static IEnumerable<TensorPlace> PlacesIn(object? value) => Leaves(value).Where(IsPlace).Select(Place);

    private static List<object?>? History(object? value)
    {
        if (value is Config tensor && tensor.GetValueOrDefault("class_name") is "__keras_tensor__")
            value = (tensor.GetValueOrDefault("config") as Config)?.GetValueOrDefault("keras_history");
        return value is List<object?> list && list.Count >= 3 && list[0] is string && list[1] is int && list[2] is int ? list : null;
    }

    private static IEnumerable<object?> Leaves(object? value) => value switch
    {
        _ when IsPlace(value) => [value],
        List<object?> list => list.SelectMany(Leaves),
        Config named => named.Values.SelectMany(Leaves),
        _ => [value],
    };

    private static Tensors Read(object? value, Func<TensorPlace, Tensor> tensor) => value switch
    {
        _ when IsPlace(value) => tensor(Place(value)),
        List<object?> list => new Tensors(list.ConvertAll(item => tensor(Place(item)))),
        Config named => new Tensors(named.ToDictionary(pair => pair.Key, pair => tensor(Place(pair.Value)))),
        _ => throw Malformed(value),
    };

    private static KerasValueException Malformed(object? value) => new($"Improperly formatted model config: a call of a layer is described by {PythonText.Repr(value)}");
}
