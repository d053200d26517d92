using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Layers;

namespace KerasHost.Models;

/// <summary>The layers of a Sequential model, written as a collection: <c>[keras.Input([4]), keras.layers.Dense(1)]</c>.</summary>
[CollectionBuilder(typeof(LayerList), nameof(Create))]
public readonly struct LayerList : IEnumerable<LayerArg>
{
    private readonly LayerArg[]? _layers;

    private LayerList(LayerArg[] layers) => _layers = layers;

    /// <summary>These layers.</summary>
    public static LayerList Create(ReadOnlySpan<LayerArg> layers) => new(layers.ToArray());

    /// <summary>These layers.</summary>
    public static implicit operator LayerList(Layer[] layers) => new([.. layers]);

    /// <summary>These layers.</summary>
    public static implicit operator LayerList(List<Layer> layers) => new([.. layers]);

    /// <summary>The layers in order.</summary>
    public IEnumerator<LayerArg> GetEnumerator() => ((IEnumerable<LayerArg>)(_layers ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
