using System.Collections;
using KerasHost.Printing;

namespace KerasHost.Data;

/// <summary>Runs of elements of a dataset, each a dataset of its own.</summary>
public sealed class WindowedDataset : IEnumerable<Dataset>, IPythonText
{
    private readonly Dataset _input;
    private readonly int _size, _shift, _stride;
    private readonly bool _dropRemainder;

    internal WindowedDataset(Dataset input, int size, int shift, int stride, bool dropRemainder)
    {
        if (!input.element_spec.IsTensor)
            throw new KerasTypeException($"Dataset.window is for elements of one tensor, not tuples: {input.element_spec}. Make windows of each part and zip what becomes of them.");
        (_input, _size, _shift, _stride, _dropRemainder) = (input, size, shift, stride, dropRemainder);
    }

    private int Span => (_size - 1) * _stride + 1;

    private long Count => _input.Count < 0 ? _input.Count
        : !_dropRemainder ? Cardinality.Groups(_input.Count, _shift, false)
        : _input.Count < Span ? 0 : (_input.Count - Span) / _shift + 1;

    /// <summary>The number of runs as TensorFlow tells it: -1 without end, -2 unknown.</summary>
    public Tensor cardinality() => Tensor.Scalar(Count);

    /// <summary>The elements of what a function makes of every run, one after the other: <c>flat_map(run => run.batch(3))</c>.</summary>
    public Dataset flat_map(Func<Dataset, Dataset> map_func) => new FlatWindowDataset(this, map_func, map_func(new KeptDataset(_input.element_spec, [])));

    /// <summary>The runs.</summary>
    public IEnumerator<Dataset> GetEnumerator()
    {
        foreach (Tensor[][] run in Runs(_input.Start()))
            yield return new KeptDataset(_input.element_spec, run);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As TensorFlow prints it.</summary>
    public override string ToString() => $"<_WindowDataset element_spec=DatasetSpec({_input.element_spec}, TensorShape([]))>";

    string IPythonText.Repr() => ToString();

    private IEnumerable<Tensor[][]> Runs(IEnumerator<Tensor[]> reading)
    {
        using (reading)
        {
            var held = new List<Tensor[]>();
            bool more = true;
            while (true)
            {
                while (more && held.Count < Math.Max(Span, _shift))
                    if (more = reading.MoveNext())
                        held.Add(reading.Current);
                if (held.Count == 0 || (_dropRemainder && held.Count < Span))
                    yield break;
                var run = new List<Tensor[]>(_size);
                for (int i = 0; i < _size && i * _stride < held.Count; i++)
                    run.Add(held[i * _stride]);
                yield return [.. run];
                held.RemoveRange(0, Math.Min(_shift, held.Count));
            }
        }
    }

    private sealed class KeptDataset(ElementSpec spec, Tensor[][] elements) : Dataset(spec, elements.Length)
    {
        private protected override string Kind => "_VariantDataset";

        internal override IEnumerator<Tensor[]> Start() => ((IEnumerable<Tensor[]>)elements).GetEnumerator();
    }

    private sealed class FlatWindowDataset(WindowedDataset windows, Func<Dataset, Dataset> function, Dataset example) : Dataset(example.element_spec, Cardinality.Unknown)
    {
        private protected override string Kind => "_FlatMapDataset";

        internal override IEnumerator<Tensor[]> Start()
        {
            foreach (Dataset window in windows)
            {
                using IEnumerator<Tensor[]> reading = function(window).Start();
                while (reading.MoveNext())
                    yield return reading.Current;
            }
        }
    }
}
