namespace KerasHost.Numpy;

/// <summary>
/// An index worked out against an array. A simple one (integers, ranges, new axes) is a view. One with arrays picks
/// <see cref="Picks"/>, positions in the memory, and at each of them the axes that the simple entries left.
/// </summary>
internal sealed class IndexPlan
{
    private readonly List<int> _dims = [], _strides = [];
    private readonly List<(int Dim, int Stride, NDArray Positions)> _arrays = [];
    private int _offset;
    private int _frontAxes;

    /// <summary>Works out an index.</summary>
    /// <exception cref="IndexOutOfRangeException">Too many entries, or a position outside its axis.</exception>
    public IndexPlan(NDArray array, ReadOnlySpan<NDIndex> index)
    {
        Source = array;
        _offset = array.Offset;
        List<NDIndex> entries = Expand(array, index);
        bool anyArray = entries.Exists(e => e.Array is not null);
        int axis = 0, lastArray = -1;
        bool together = true;
        for (int i = 0; i < entries.Count; i++)
        {
            NDIndex entry = entries[i];
            if (entry.Array is null && entry.Slice.IsNewAxis)
            {
                _dims.Add(1);
                _strides.Add(0);
                continue;
            }
            int dim = array.Dims[axis], stride = array.Strides[axis];
            if (entry.Array is null && !entry.Slice.IsIndex)
            {
                (int start, int count, int step) = entry.Slice.Resolve(dim, axis);
                if (count > 0)
                    _offset += start * stride;
                _dims.Add(count);
                _strides.Add(step * stride);
            }
            else if (!anyArray)
            {
                _offset += entry.Slice.Resolve(dim, axis).Start * stride;
            }
            else
            {
                // Beside an array an integer counts as an array of one position.
                NDArray positions = entry.Array ?? NDArray.Scalar((long)entry.Slice.Resolve(dim, axis).Start);
                if (lastArray >= 0 && lastArray != i - 1)
                    together = false;
                if (lastArray < 0)
                    _frontAxes = _dims.Count;
                lastArray = i;
                _arrays.Add((dim, stride, positions));
            }
            axis++;
        }
        if (!together)
            _frontAxes = 0;
        if (_arrays.Count > 0)
            (PickDims, Picks) = FindPicks();
    }

    /// <summary>The array that is indexed.</summary>
    public NDArray Source { get; }

    /// <summary>The picked positions in the memory, relative to the first element of the view; null for a simple index.</summary>
    public int[]? Picks { get; }

    /// <summary>The shape in which the picks stand.</summary>
    public int[] PickDims { get; } = [];

    /// <summary>The view of a simple index.</summary>
    public NDArray View() => new(Source.dtype, Source.Elements, [.. _dims], [.. _strides], _offset);

    /// <summary>The shape of the result of an index with arrays.</summary>
    public int[] ResultDims() => [.. _dims[.._frontAxes], .. PickDims, .. _dims[_frontAxes..]];

    /// <summary>Copies the picked elements into an array of the result's shape.</summary>
    public NDArray Gather()
    {
        NDArray result = NDArray.Zeros(Source.dtype, ResultDims());
        (int[] here, int[] there, int[] thereRest) = Positions(result);
        Source.Elements.CopyPicks(result.Elements, here, there, [.. _dims], [.. _strides], thereRest);
        return result;
    }

    /// <summary>Writes an array of the result's shape and the source's type over the picked elements.</summary>
    public void Scatter(NDArray values)
    {
        (int[] here, int[] there, int[] thereRest) = Positions(values);
        values.Elements.CopyPicks(Source.Elements, there, here, [.. _dims], thereRest, [.. _strides]);
    }

    /// <summary>For each pick its position here and in an array of the result's shape, and that array's strides for the rest.</summary>
    private (int[] Here, int[] There, int[] ThereRest) Positions(NDArray other)
    {
        int[] rest = [.. other.Strides[.._frontAxes], .. other.Strides[(_frontAxes + PickDims.Length)..]];
        int[] here = new int[Picks!.Length], there = new int[Picks.Length];
        var places = new RowWalk(PickDims, (other.Strides.Slice(_frontAxes, PickDims.Length).ToArray(), other.Offset));
        for (int i = 0; i < here.Length; places.Next())
            for (int k = 0; k < places.Length; k++, i++)
            {
                here[i] = _offset + Picks[i];
                there[i] = places.Position(0) + k * places.Step(0);
            }
        return (here, there, rest);
    }

    private (int[] Dims, int[] Picks) FindPicks()
    {
        int[] dims = [];
        foreach ((_, _, NDArray positions) in _arrays)
        {
            try
            {
                dims = Layout.Broadcast(dims, positions.Dims);
            }
            catch (KerasShapeException)
            {
                string shapes = string.Join(" ", _arrays.Select(a => Layout.Tight(a.Positions.Dims)));
                throw new IndexOutOfRangeException($"shape mismatch: indexing arrays could not be broadcast together with shapes {shapes} ");
            }
        }
        var picks = new int[Layout.Count(dims)];
        for (int a = 0; a < _arrays.Count; a++)
        {
            (int dim, int stride, NDArray positions) = _arrays[a];
            ReadOnlySpan<long> all = positions.astype(DTypeCode.Int64, copy: false).BroadcastTo(dims).AsContiguous().Items<long>();
            for (int i = 0; i < picks.Length; i++)
            {
                long at = all[i] < 0 ? all[i] + dim : all[i];
                if ((ulong)at >= (ulong)dim)
                    throw new IndexOutOfRangeException($"index {all[i]} is out of bounds for axis {AxisOf(a)} with size {dim}");
                picks[i] += (int)at * stride;
            }
        }
        return (dims, picks);
    }

    private int AxisOf(int array)
    {
        for (int axis = 0; axis < Source.ndim; axis++)
            if (Source.Dims[axis] == _arrays[array].Dim && Source.Strides[axis] == _arrays[array].Stride)
                return axis;
        return array;
    }

    /// <summary>Spells out the ellipsis and the axes not mentioned, and turns masks into positions.</summary>
    private static List<NDIndex> Expand(NDArray array, ReadOnlySpan<NDIndex> index)
    {
        int used = 0, ellipsis = -1;
        for (int i = 0; i < index.Length; i++)
        {
            if (index[i].Array is { } a)
                used += a.dtype == DType.Bool ? a.ndim : 1;
            else if (index[i].Slice.IsEllipsis)
                ellipsis = ellipsis < 0 ? i : throw new IndexOutOfRangeException("an index can only have a single ellipsis ('...')");
            else if (!index[i].Slice.IsNewAxis)
                used++;
        }
        if (used > array.ndim)
            throw new IndexOutOfRangeException($"too many indices for array: array is {array.ndim}-dimensional, but {used} were indexed");
        var entries = new List<NDIndex>();
        int axis = 0;
        for (int i = 0; i < index.Length; i++)
        {
            if (i == ellipsis)
            {
                for (int k = used; k < array.ndim; k++, axis++)
                    entries.Add(Slice.All);
                continue;
            }
            if (index[i].Array is { } mask && mask.dtype == DType.Bool)
            {
                for (int k = 0; k < mask.ndim; k++)
                    if (mask.Dims[k] != array.Dims[axis + k])
                        throw new IndexOutOfRangeException(
                            $"boolean index did not match indexed array along dimension {axis + k}; dimension is {array.Dims[axis + k]} but corresponding boolean dimension is {mask.Dims[k]}");
                if (mask.ndim == 0)
                    throw new IndexOutOfRangeException("a single truth value is no index here; use an array of them");
                foreach (NDArray positions in mask.nonzero())
                    entries.Add(positions);
                axis += mask.ndim;
                continue;
            }
            entries.Add(index[i]);
            if (index[i].Array is not null || !index[i].Slice.IsNewAxis)
                axis++;
        }
        if (ellipsis < 0)
            for (; axis < array.ndim; axis++)
                entries.Add(Slice.All);
        return entries;
    }
}
