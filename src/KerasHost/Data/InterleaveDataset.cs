using KerasHost.RandomNumbers;

namespace KerasHost.Data;

/// <summary>The elements of the datasets that a function makes of every element, taken in turns; with one dataset at a time, one after the other.</summary>
internal sealed class InterleaveDataset(Dataset input, ElementFunction<Dataset> function, int cycle, int block, string kind)
    : Dataset(function.Trace(input).element_spec, Cardinality.Unknown)
{
    private protected override string Kind => kind;

    internal override IEnumerator<Tensor[]> Start() => InTurns(input.Start());

    private IEnumerator<Tensor[]> InTurns(IEnumerator<Tensor[]> reading)
    {
        var seeds = new GraphSeeds();
        var open = new IEnumerator<Tensor[]>?[cycle];
        long position = 0;
        bool ended = false;
        try
        {
            for (int turn = 0; ; turn = (turn + 1) % cycle)
            {
                if (open[turn] is null && !ended)
                    if (reading.MoveNext())
                        open[turn] = function.Call(reading.Current, seeds, position++).Start();
                    else
                        ended = true;
                for (int i = 0; i < block && open[turn] is { } current; i++)
                    if (current.MoveNext())
                        yield return current.Current;
                    else
                    {
                        current.Dispose();
                        open[turn] = null;
                    }
                if (ended && Array.TrueForAll(open, one => one is null))
                    yield break;
            }
        }
        finally
        {
            reading.Dispose();
            foreach (IEnumerator<Tensor[]>? one in open)
                one?.Dispose();
        }
    }
}
