using System.Collections;

namespace KerasHost.Formats.Hdf5;

/// <summary>The grid of chunks over a dataset: which elements of a chunk go where, and which chunks were seen.</summary>
internal sealed class ChunkGrid
{
    private readonly long[] _shape, _chunk, _counts;
    private readonly BitArray _visited;
    private int _left;

    /// <summary>The grid over a dataset that has elements, at most 2^31 - 1.</summary>
    internal ChunkGrid(long[] shape, long[] chunk)
    {
        (_shape, _chunk) = (shape, chunk);
        _counts = new long[shape.Length];
        _left = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            _counts[i] = (shape[i] + chunk[i] - 1) / chunk[i];
            _left *= (int)_counts[i];
        }
        _visited = new(_left);
    }

    internal bool AllVisited => _left == 0;

    /// <summary>True when the chunk holds elements of the dataset.</summary>
    internal bool Contains(long[] position)
    {
        for (int i = 0; i < position.Length; i++)
            if (position[i] < 0 || position[i] >= _counts[i])
                return false;
        return true;
    }

    /// <summary>True when the chunk reaches over the edge of the dataset.</summary>
    internal bool IsPartial(long[] position)
    {
        for (int i = 0; i < position.Length; i++)
            if ((position[i] + 1) * _chunk[i] > _shape[i])
                return true;
        return false;
    }

    /// <summary>Notes a chunk as seen; false when it was before.</summary>
    internal bool Visit(long[] position)
    {
        long index = 0;
        for (int i = 0; i < position.Length; i++)
            index = index * _counts[i] + position[i];
        if (_visited[(int)index])
            return false;
        _visited[(int)index] = true;
        _left--;
        return true;
    }

    /// <summary>The positions of the chunks that were not seen; one array, used again.</summary>
    internal IEnumerable<long[]> Missing()
    {
        var position = new long[_counts.Length];
        for (int index = 0; index < _visited.Length; index++)
        {
            if (_visited[index])
                continue;
            long rest = index;
            for (int i = position.Length - 1; i >= 0; i--)
                (rest, position[i]) = Math.DivRem(rest, _counts[i]);
            yield return position;
        }
    }

    /// <summary>The runs of elements that lie one behind the other both in the chunk and in the dataset.</summary>
    internal IEnumerable<(int From, int To, int Count)> Runs(long[] position)
    {
        int rank = _shape.Length;
        var size = new long[rank];
        for (int i = 0; i < rank; i++)
            size[i] = Math.Min(_chunk[i], _shape[i] - position[i] * _chunk[i]);
        // Trailing dimensions that the chunk covers whole join into longer runs.
        int inner = rank - 1;
        long run = rank == 0 ? 1 : size[inner];
        while (inner > 0 && size[inner] == _chunk[inner] && size[inner] == _shape[inner])
            run *= size[--inner];
        var at = new long[rank];
        while (true)
        {
            long from = 0, to = 0;
            for (int i = 0; i < rank; i++)
            {
                from = from * _chunk[i] + at[i];
                to = to * _shape[i] + position[i] * _chunk[i] + at[i];
            }
            yield return ((int)from, (int)to, (int)run);
            int d = inner - 1;
            while (d >= 0 && ++at[d] == size[d])
                at[d--] = 0;
            if (d < 0)
                yield break;
        }
    }
}
