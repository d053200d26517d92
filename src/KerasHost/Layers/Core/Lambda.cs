using KerasHost.Saving;

namespace KerasHost.Layers;

/// <summary>A function as a layer. Mirrors tf_keras/src/layers/core/lambda_layer.py.</summary>
[KerasExport("keras.layers.Lambda")]
public class Lambda : Layer
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly Func<Tensors, Tensor>? _ofSeveral;
    private readonly Func<Tensor, Tensor?, Tensor?>? _mask;

    /// <summary>A layer without weights.</summary>
    /// <param name="function">From the input to the output, in <c>tf.</c> or <c>keras.ops</c> operations.</param>
    /// <param name="output_shape">Accepted as Keras does; the shape comes from the function.</param>
    /// <param name="mask">The mask of the output, from input and mask; null drops the mask (unless the function returns its very input).</param>
    public Lambda([NotInConfig] Func<Tensor, Tensor> function, [NotInConfig] Shape? output_shape = null, [NotInConfig] Func<Tensor, Tensor?, Tensor?>? mask = null)
    {
        _function = function ?? throw new KerasTypeException("'NoneType' object is not callable: a Lambda layer needs a function.");
        _mask = mask;
        supports_masking = true;
    }

    /// <summary>A layer without weights of several inputs. Write the type of the function's parameter: <c>(Tensors x) => x[0] * x[1]</c>.</summary>
    /// <param name="function">From the inputs to the output, in <c>tf.</c> or <c>keras.ops</c> operations.</param>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public Lambda([NotInConfig] Func<Tensors, Tensor> function) : this(x => function(x)) => _ofSeveral = function;

    /// <summary>The function.</summary>
    public Func<Tensor, Tensor> function => _function;

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, CallArguments arguments) =>
        _ofSeveral is not null ? _ofSeveral(inputs)
        : inputs.Count == 1 ? _function(inputs[0])
        : throw new KerasValueException($"The function of Lambda layer '{name}' takes one tensor, and {inputs.Count} came. Write the type of its parameter: keras.layers.Lambda((Tensors x) => …).");

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) => _mask?.Invoke(inputs, mask);

    /// <summary>Not possible: the function is code.</summary>
    /// <exception cref="KerasValueException">Always.</exception>
    public static Lambda from_config(Config config) => throw new KerasValueException(
        "A Lambda layer cannot be made from a configuration: its function is code. Pass a class of your own in custom_objects instead.");

    /// <inheritdoc/>
    public override Config get_config() => throw new KerasValueException(
        $"Layer '{name}' is a Lambda: its function is C# code and cannot be written to a configuration. Derive a class from Layer and register it instead.");
}
