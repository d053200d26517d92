namespace KerasHost.Engines;

/// <summary>Moving elements without changing them. All types unless said otherwise.</summary>
public interface ILayoutEngine
{
    /// <summary>y has the axes of x in the order <paramref name="permutation"/>.</summary>
    void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y);

    /// <summary>y[i…] = x[start + i·step…]; one start and step (maybe negative) for each axis, and y of the rank of x.</summary>
    void Slice(Tensor x, ReadOnlySpan<int> start, ReadOnlySpan<int> step, Tensor y);

    /// <summary>y[start + i·step…] += x[i…] (floats): the gradient of <see cref="Slice"/>.</summary>
    void SliceAdd(Tensor x, ReadOnlySpan<int> start, ReadOnlySpan<int> step, Tensor y);

    /// <summary>Joins tensors along an axis.</summary>
    void Concat(ReadOnlySpan<Tensor> inputs, int axis, Tensor y);

    /// <summary>Repeats x as a whole; y's axes are multiples of x's.</summary>
    void Tile(Tensor x, Tensor y);

    /// <summary>Copies x, broadcast to the shape of y.</summary>
    void Broadcast(Tensor x, Tensor y);

    /// <summary>
    /// y = x taken at <paramref name="indices"/> (int32 or int64) along an axis; y has the axes of the indices in place of that axis.
    /// Callers have checked that every index lies inside.
    /// </summary>
    void Gather(Tensor x, Tensor indices, int axis, Tensor y);

    /// <summary>y[indices[i]] += updates[i] along the first axis of y (floats); the order of additions does not depend on the number of threads.</summary>
    void ScatterAdd(Tensor indices, Tensor updates, Tensor y);

    /// <summary>The position of the first element of <paramref name="indices"/> (int32 or int64) that is not in 0 … limit - 1, or -1.</summary>
    int FirstOutside(Tensor indices, long limit);
}
