using KerasHost.Layers;

namespace KerasHost.Data;

public abstract partial class Dataset
{
    /// <summary>One value from all elements: a state that a function takes on with each element.</summary>
    /// <param name="initial_state">The state before the first element.</param>
    /// <param name="reduce_func">From the state and an element to the next state.</param>
    /// <exception cref="KerasException">The function failed; the message names this stage and the element.</exception>
    public Tensor reduce(TensorLike initial_state, Func<Tensor, Tensors, Tensor> reduce_func)
    {
        Tensor state = initial_state.ToTensor();
        var seeds = new RandomNumbers.GraphSeeds();
        var step = new ElementFunction<Tensor>("reduce", element_spec.Flat.Count, t => reduce_func(state, element_spec.IsTensor ? new Tensors(t[0]) : new Tensors((IReadOnlyList<Tensor>)t)));
        using IEnumerator<Tensor[]> reading = Start();
        for (long position = 0; reading.MoveNext(); position++)
        {
            Tensor next = step.Call(reading.Current, seeds, position);
            if (next.dtype != state.dtype)
                throw new KerasTypeException($"The element types for the new state must match the initial state. Expected {state.dtype.name}; got {next.dtype.name}.");
            state = next;
        }
        return state;
    }

    /// <summary>What a function makes of the dataset: <c>ds.apply(augmented)</c> for <c>augmented(ds)</c>.</summary>
    /// <param name="transformation_func">From a dataset to a dataset.</param>
    public Dataset apply(Func<Dataset, Dataset> transformation_func) => transformation_func(this);

    /// <summary>The only element.</summary>
    /// <exception cref="KerasValueException">There is none, or there are several.</exception>
    public Tensors get_single_element()
    {
        using IEnumerator<Tensors> reading = GetEnumerator();
        if (!reading.MoveNext())
            throw new KerasValueException("Dataset was empty.");
        Tensors only = reading.Current;
        return reading.MoveNext() ? throw new KerasValueException("Dataset had more than one element.") : only;
    }

    /// <summary>What <c>cardinality</c> tells of a dataset without end.</summary>
    [KerasExport("tf.data.INFINITE_CARDINALITY", "tf.data.experimental.INFINITE_CARDINALITY")]
    public const int INFINITE_CARDINALITY = (int)Data.Cardinality.Infinite;

    /// <summary>What <c>cardinality</c> tells where only reading tells.</summary>
    [KerasExport("tf.data.UNKNOWN_CARDINALITY", "tf.data.experimental.UNKNOWN_CARDINALITY")]
    public const int UNKNOWN_CARDINALITY = (int)Data.Cardinality.Unknown;

    /// <summary>The number of elements of a dataset: -1 without end, -2 unknown.</summary>
    [KerasExport("tf.data.experimental.cardinality")]
    public static Tensor NumberOf(Dataset dataset) => dataset.cardinality();
}
