using System.Collections;
using KerasHost.Printing;

namespace KerasHost.Data;

/// <summary>Runs of elements of a dataset, each a dataset of its own.</summary>
public sealed class WindowedDataset : IEnumerable<Dataset>, IPythonText
{
    private readonly Dataset _input;
    private readonly int _size, _shift, _stride;
    private readonly bool _dropRemainder;
    private readonly string _kind = "_WindowDataset";
    private readonly (long Skip, long Take)[] _parts = [];

    internal WindowedDataset(Dataset input, int size, int shift, int stride, bool dropRemainder) =>
        (_input, _size, _shift, _stride, _dropRemainder) = (input, size, shift, stride, dropRemainder);

    private WindowedDataset(WindowedDataset from, string kind, (long, long) part) : this(from._input, from._size, from._shift, from._stride, from._dropRemainder) =>
        (_kind, _parts) = (kind, [.. from._parts, part]);

    private int Span => (_size - 1) * _stride + 1;

    private long Count => _parts.Aggregate(All, (count, part) => count switch
    {
        Cardinality.Infinite => part.Take < 0 ? count : part.Take,
        Cardinality.Unknown => count,
        _ => Math.Min(Math.Max(0, count - part.Skip), part.Take < 0 ? long.MaxValue : part.Take),
    });

    private long All => _input.Count < 0 ? _input.Count
        : !_dropRemainder ? Cardinality.Groups(_input.Count, _shift, false)
        : _input.Count < Span ? 0 : (_input.Count - Span) / _shift + 1;

    /// <summary>The number of runs as TensorFlow tells it: -1 without end, -2 unknown.</summary>
    public Tensor cardinality() => Tensor.Scalar(Count);

    /// <summary>The first runs.</summary>
    /// <param name="count">How many; -1 means all.</param>
    public WindowedDataset take(long count) => new(this, "_TakeDataset", (0, count));

    /// <summary>The runs but the first.</summary>
    /// <param name="count">How many to leave out; -1 means all.</param>
    public WindowedDataset skip(long count) => new(this, "_SkipDataset", (count < 0 ? long.MaxValue : count, -1));

    /// <summary>The elements of what a function makes of every run, one after the other: <c>flat_map(run => run.batch(3))</c>.</summary>
    /// <exception cref="KerasTypeException">The elements are tuples.</exception>
    public Dataset flat_map(Func<Dataset, Dataset> map_func)
    {
        MustBe(1);
        return new FlatWindowDataset(this, run => map_func(Part(run, 0)), map_func(Part([], 0)));
    }

    /// <summary>For elements that are pairs: each run is a pair of datasets: <c>flat_map((x, y) => tf.data.Dataset.zip(x.batch(3), y.batch(3)))</c>.</summary>
    /// <exception cref="KerasTypeException">The elements are no pairs.</exception>
    public Dataset flat_map(Func<Dataset, Dataset, Dataset> map_func)
    {
        MustBe(2);
        return new FlatWindowDataset(this, run => map_func(Part(run, 0), Part(run, 1)), map_func(Part([], 0), Part([], 1)));
    }

    /// <summary>The runs.</summary>
    /// <exception cref="KerasTypeException">The elements are tuples.</exception>
    public IEnumerator<Dataset> GetEnumerator()
    {
        MustBe(1);
        return Runs(_input.Start()).Select(run => (Dataset)Part(run, 0)).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As TensorFlow prints it.</summary>
    public override string ToString()
    {
        string[] parts = [.. _input.element_spec.Flat.Select(spec => $"DatasetSpec({spec}, TensorShape([]))")];
        return $"<{_kind} element_spec={(_input.element_spec.IsTensor ? parts[0] : $"({string.Join(", ", parts)})")}>";
    }

    string IPythonText.Repr() => ToString();

    private KeptDataset Part(Tensor[][] run, int component) =>
        new(_input.element_spec.Flat[component], Array.ConvertAll(run, element => new[] { element[component] }));

    private void MustBe(int parts)
    {
        if (_input.element_spec.Flat.Count != parts)
            throw new KerasTypeException($"A run of elements {_input.element_spec} is {_input.element_spec.Flat.Count} dataset(s), one for each tensor; the program takes {parts}. Use flat_map((x, y) => ...) for pairs.");
    }

    private IEnumerable<Tensor[][]> Runs(IEnumerator<Tensor[]> reading) =>
        _parts.Aggregate(AllRuns(reading), (runs, part) => Part(runs, part.Skip, part.Take));

    private static IEnumerable<Tensor[][]> Part(IEnumerable<Tensor[][]> runs, long skip, long take)
    {
        if (take == 0)
            yield break;
        long at = 0;
        foreach (Tensor[][] run in runs)
        {
            if (at++ < skip)
                continue;
            yield return run;
            if (take >= 0 && at >= skip + take)
                yield break;
        }
    }

    private IEnumerable<Tensor[][]> AllRuns(IEnumerator<Tensor[]> reading)
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

    private sealed class FlatWindowDataset(WindowedDataset windows, Func<Tensor[][], Dataset> function, Dataset example) : Dataset(example.element_spec, Cardinality.Unknown)
    {
        private protected override string Kind => "_FlatMapDataset";

        internal override IEnumerator<Tensor[]> Start()
        {
            foreach (Tensor[][] run in windows.Runs(windows._input.Start()))
            {
                using IEnumerator<Tensor[]> reading = function(run).Start();
                while (reading.MoveNext())
                    yield return reading.Current;
            }
        }
    }
}
