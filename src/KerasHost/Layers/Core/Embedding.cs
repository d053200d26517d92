using KerasHost.Constraints;
using KerasHost.Initializers;
using KerasHost.Regularizers;

namespace KerasHost.Layers;

/// <summary>
/// A vector for each id: <c>(batch, length)</c> becomes <c>(batch, length, output_dim)</c>. Its gradient is sparse.
/// Mirrors tf_keras/src/layers/core/embedding.py.
/// </summary>
[KerasExport("keras.layers.Embedding")]
public class Embedding : Layer
{
    private Variable? _embeddings;

    /// <summary>An embedding.</summary>
    /// <param name="input_dim">The number of ids: 0 to input_dim - 1.</param>
    /// <param name="output_dim">The size of a vector.</param>
    /// <param name="embeddings_initializer">First values <c>(input_dim, output_dim)</c>; uniform by default.</param>
    /// <param name="embeddings_regularizer">A penalty on the vectors.</param>
    /// <param name="activity_regularizer">A penalty on the output.</param>
    /// <param name="embeddings_constraint">What holds for the vectors after every update.</param>
    /// <param name="mask_zero">Whether id 0 is padding, which later layers leave out.</param>
    /// <param name="input_length">The number of ids a sample, which a Flatten and a Dense behind need to know; null for any.</param>
    /// <exception cref="KerasValueException">A size is not positive.</exception>
    public Embedding(
        int input_dim,
        int output_dim,
        [KerasDefault("'uniform'")] InitializerArg embeddings_initializer = default,
        RegularizerArg? embeddings_regularizer = null,
        RegularizerArg? activity_regularizer = null,
        ConstraintArg? embeddings_constraint = null,
        bool mask_zero = false,
        int? input_length = null)
    {
        if (input_dim <= 0 || output_dim <= 0)
            throw new KerasValueException($"Both `input_dim` and `output_dim` should be positive, Received input_dim = {input_dim} and output_dim = {output_dim}");
        this.input_dim = input_dim;
        this.output_dim = output_dim;
        this.embeddings_initializer = embeddings_initializer.Or("uniform");
        this.embeddings_regularizer = embeddings_regularizer?.Resolve();
        this.activity_regularizer = activity_regularizer?.Resolve();
        this.embeddings_constraint = embeddings_constraint?.Resolve();
        this.mask_zero = mask_zero;
        this.input_length = input_length;
        supports_masking = mask_zero;
        batch_input_shape ??= [null, input_length];
    }

    /// <summary>The number of ids.</summary>
    public int input_dim { get; }

    /// <summary>The size of a vector.</summary>
    public int output_dim { get; }

    /// <summary>First values.</summary>
    public Initializer embeddings_initializer { get; }

    /// <summary>A penalty on the vectors, or null.</summary>
    public Regularizer? embeddings_regularizer { get; }

    /// <summary>What holds for the vectors after every update, or null.</summary>
    public Constraint? embeddings_constraint { get; }

    /// <summary>Whether id 0 is padding.</summary>
    public bool mask_zero { get; }

    /// <summary>The number of ids a sample, or null.</summary>
    public int? input_length { get; }

    /// <summary>The vectors, shape <c>(input_dim, output_dim)</c>.</summary>
    public Variable? embeddings => _embeddings;

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        _embeddings = add_weight("embeddings", [input_dim, output_dim], null, embeddings_initializer, embeddings_regularizer, true, embeddings_constraint);
        built = true;
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor x)
    {
        Tensor ids = x.dtype == DType.Int32 || x.dtype == DType.Int64 ? x : Op.Cast(x, DType.Int32);
        return Op.Gather(_embeddings!, ids);
    }

    /// <inheritdoc/>
    public override Tensor? compute_mask(Tensor inputs, Tensor? mask) =>
        mask_zero ? Op.NotEqual(inputs, Op.ZerosLike(inputs)) : null;
}
