using KerasHost.Regularizers;
using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>
/// The keywords that every layer takes besides its own. A factory pushes them, then constructs the layer, whose base constructor takes them;
/// so constructors need not repeat them.
/// </summary>
public sealed class LayerKeywords : IDisposable
{
    [ThreadStatic]
    private static LayerKeywords? t_pending;

    private LayerKeywords() { }

    /// <summary>The layer's name, or null for the next free one.</summary>
    public string? name { get; private init; }

    /// <summary>The type of its weights and computation, or null for <c>floatx</c>.</summary>
    public DType? dtype { get; private init; }

    /// <summary>Whether its weights are trained.</summary>
    public bool trainable { get; private init; } = true;

    /// <summary>The shape of its input with the batch axis, or null.</summary>
    public Shape? batch_input_shape { get; private init; }

    /// <summary>First values of its weights, or null.</summary>
    public IReadOnlyList<TensorLike>? weights { get; private init; }

    /// <summary>A penalty on its output, or null.</summary>
    public Regularizer? activity_regularizer { get; private init; }

    /// <summary>Keywords for the layer that is constructed next on this thread.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="dtype">The type of its weights.</param>
    /// <param name="trainable">Whether its weights are trained.</param>
    /// <param name="input_shape">The shape of its input without the batch axis.</param>
    /// <param name="batch_input_shape">The shape of its input with the batch axis.</param>
    /// <param name="input_dim">The size of its input's only axis besides the batch.</param>
    /// <param name="weights">First values of its weights.</param>
    /// <param name="batch_size">The batch axis for <paramref name="input_shape"/>.</param>
    /// <param name="activity_regularizer">A penalty on its output.</param>
    public static LayerKeywords Push(string? name = null, DType? dtype = null, bool trainable = true, Shape? input_shape = null,
        Shape? batch_input_shape = null, int? input_dim = null, IReadOnlyList<TensorLike>? weights = null, int? batch_size = null,
        RegularizerArg? activity_regularizer = null)
    {
        if (input_dim is { } dim && input_shape is null)
            input_shape = [dim];
        if (batch_input_shape is null && input_shape is { } shape)
            batch_input_shape = Shape.Of(batch_size ?? Shape.Unknown).Append(shape.Dims);
        return t_pending = new()
        {
            name = name,
            dtype = dtype,
            trainable = trainable,
            batch_input_shape = batch_input_shape,
            weights = weights,
            activity_regularizer = activity_regularizer?.Resolve(),
        };
    }

    /// <summary>The keywords that every layer's configuration holds, for the layer that is constructed next on this thread.</summary>
    public static LayerKeywords FromConfig(Config config) => Push(
        ConfigReader.Get<string?>(config, "name", null),
        ConfigReader.Get<DType?>(config, "dtype", null),
        ConfigReader.Get(config, "trainable", true),
        null,
        ConfigReader.Get<Shape?>(config, "batch_input_shape", null),
        activity_regularizer: config.GetValueOrDefault("activity_regularizer") is { } penalty ? RegularizerArg.FromConfig(penalty) : default(RegularizerArg?));

    /// <summary>The pending keywords, which are then no longer pending; plain ones if there are none.</summary>
    internal static LayerKeywords Take()
    {
        LayerKeywords taken = t_pending ?? new();
        t_pending = null;
        return taken;
    }

    /// <summary>Drops the keywords if no layer took them (its constructor failed).</summary>
    public void Dispose()
    {
        if (t_pending == this)
            t_pending = null;
    }
}
