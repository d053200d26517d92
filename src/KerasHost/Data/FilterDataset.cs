using KerasHost.RandomNumbers;

namespace KerasHost.Data;

/// <summary>The elements for which a function says true.</summary>
internal sealed class FilterDataset : Dataset
{
    private readonly Dataset _input;
    private readonly ElementFunction<Tensor> _predicate;

    public FilterDataset(Dataset input, ElementFunction<Tensor> predicate)
        : base(input.element_spec, input.Count == 0 ? 0 : Cardinality.Unknown)
    {
        (_input, _predicate) = (input, predicate);
        Tensor answer = predicate.Trace(input);
        if (answer.dtype != DType.Bool || answer.ndim != 0)
            throw new KerasTypeException($"Invalid `predicate`. `predicate` must return a `tf.bool` scalar tensor, but its return type is TensorSpec(shape={answer.shape}, dtype=tf.{answer.dtype.name}, name=None).");
    }

    private protected override string Kind => "_FilterDataset";

    internal override IEnumerator<Tensor[]> Start() => Chosen(_input.Start());

    private IEnumerator<Tensor[]> Chosen(IEnumerator<Tensor[]> reading)
    {
        var seeds = new GraphSeeds();
        using (reading)
            for (long position = 0; reading.MoveNext(); position++)
                if ((bool)_predicate.Call(reading.Current, seeds, position))
                    yield return reading.Current;
    }
}
