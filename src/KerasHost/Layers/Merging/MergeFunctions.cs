using KerasHost.Constraints;

namespace KerasHost.Layers;

/// <summary>The merge layers as functions, which make a layer and call it.</summary>
public static class MergeFunctions
{
    /// <inheritdoc cref="Add"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.add")]
    public static Tensor add(Tensors inputs, string? name = null) => Named(name, () => new Add()).apply(inputs);

    /// <inheritdoc cref="Subtract"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.subtract")]
    public static Tensor subtract(Tensors inputs, string? name = null) => Named(name, () => new Subtract()).apply(inputs);

    /// <inheritdoc cref="Multiply"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.multiply")]
    public static Tensor multiply(Tensors inputs, string? name = null) => Named(name, () => new Multiply()).apply(inputs);

    /// <inheritdoc cref="Average"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.average")]
    public static Tensor average(Tensors inputs, string? name = null) => Named(name, () => new Average()).apply(inputs);

    /// <inheritdoc cref="Maximum"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.maximum")]
    public static Tensor maximum(Tensors inputs, string? name = null) => Named(name, () => new Maximum()).apply(inputs);

    /// <inheritdoc cref="Minimum"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.minimum")]
    public static Tensor minimum(Tensors inputs, string? name = null) => Named(name, () => new Minimum()).apply(inputs);

    /// <inheritdoc cref="Concatenate"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.concatenate")]
    public static Tensor concatenate(Tensors inputs, int axis = -1, string? name = null) => Named(name, () => new Concatenate(axis)).apply(inputs);

    /// <inheritdoc cref="Dot"/>
    /// <param name="inputs">The inputs.</param>
    /// <param name="axes">The axis, or that of each input.</param>
    /// <param name="normalize">Whether vectors are brought to length 1 first.</param>
    /// <param name="name">The layer's name.</param>
    [KerasExport("keras.layers.dot")]
    public static Tensor dot(Tensors inputs, AxisList axes, bool normalize = false, string? name = null) => Named(name, () => new Dot(axes, normalize)).apply(inputs);

    private static Layer Named(string? name, Func<Layer> make)
    {
        using LayerKeywords _ = LayerKeywords.Push(name);
        return make();
    }
}
