using KerasHost.RandomNumbers;

namespace KerasHost.Data;

/// <summary>The elements before the first one for which a function says false.</summary>
internal sealed class TakeWhileDataset : Dataset
{
    private readonly Dataset _input;
    private readonly ElementFunction<Tensor> _predicate;

    public TakeWhileDataset(Dataset input, ElementFunction<Tensor> predicate) : base(input.element_spec, Cardinality.Unknown)
    {
        (_input, _predicate) = (input, predicate);
        Tensor answer = predicate.Trace(input);
        if (answer.dtype != DType.Bool || answer.ndim != 0)
            throw new KerasTypeException($"Invalid `predicate`. `predicate` must return a `tf.bool` scalar tensor but its return type is TensorSpec(shape={answer.shape}, dtype=tf.{answer.dtype.name}, name=None).");
    }

    private protected override string Kind => "_TakeWhileDataset";

    internal override IEnumerator<Tensor[]> Start() => First(_input.Start());

    private IEnumerator<Tensor[]> First(IEnumerator<Tensor[]> reading)
    {
        var seeds = new GraphSeeds();
        using (reading)
            for (long position = 0; reading.MoveNext() && (bool)_predicate.Call(reading.Current, seeds, position); position++)
                yield return reading.Current;
    }
}
