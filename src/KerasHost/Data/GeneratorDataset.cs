using System.Collections;
using System.Runtime.CompilerServices;
using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Data;

/// <summary>What a function of the script yields.</summary>
internal sealed class GeneratorDataset(Func<IEnumerable> generator, ElementSpec signature) : Dataset(signature, Cardinality.Unknown)
{
    private readonly IReadOnlyList<TensorSpec> _specs = signature.Flat;

    private protected override string Kind => "_FlatMapDataset";

    internal override IEnumerator<Tensor[]> Start()
    {
        foreach (object? value in generator())
            yield return Convert(value);
    }

    private Tensor[] Convert(object? value)
    {
        object?[] parts = element_spec.IsTensor ? [value] : value is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])]
            : value is Array array ? [.. array] : [value];
        if (parts.Length != _specs.Count)
            throw new KerasTypeException(
                $"`generator` yielded an element that did not match the expected structure. The expected structure was {element_spec}, but the yielded element was {PythonText.Repr(value)}.");
        var tensors = new Tensor[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            using StepScope.Suspension _ = StepScope.Suspend();
            Tensor tensor = TensorValues.Of(parts[i]);
            TensorSpec spec = _specs[i];
            if (tensor.dtype != spec.dtype)
                tensor = Op.Cast(tensor, spec.dtype);
            if (!Fits(tensor.shape, spec.shape))
                throw new KerasTypeException($"`generator` yielded an element of shape {tensor.shape} where an element of shape {spec.shape} was expected.");
            tensors[i] = tensor;
        }
        return tensors;
    }

    private static bool Fits(Shape shape, Shape wanted)
    {
        if (shape.Rank != wanted.Rank)
            return false;
        for (int i = 0; i < shape.Rank; i++)
            if (wanted.Dims[i] != Shape.Unknown && wanted.Dims[i] != shape.Dims[i])
                return false;
        return true;
    }
}
