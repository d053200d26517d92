namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>
    /// Parts of the array by NumPy's indexing. Integers, ranges and slices give a view (a scalar where every axis has an integer);
    /// arrays of positions and masks give a copy. Assignment writes a value, broadcast and converted, over the part.
    /// </summary>
    /// <param name="index">One entry an axis; axes not mentioned are taken whole.</param>
    /// <exception cref="IndexOutOfRangeException">Too many entries, or a position outside its axis.</exception>
    public virtual NDArray this[params ReadOnlySpan<NDIndex> index]
    {
        get
        {
            var plan = new IndexPlan(this, index);
            if (plan.Picks is not null)
                return plan.Gather();
            NDArray view = plan.View();
            // A scalar is a value: later changes to the array do not show in it.
            return view.ndim == 0 && ndim > 0 ? view.copy() : view;
        }

        set
        {
            var plan = new IndexPlan(this, index);
            if (plan.Picks is null)
            {
                plan.View().Assign(value);
                return;
            }
            int[] dims = plan.ResultDims();
            NDArray values = Zeros(dtype, dims);
            try
            {
                values.Assign(value);
            }
            catch (KerasShapeException e)
            {
                throw new KerasShapeException(
                    $"shape mismatch: value array of shape {Layout.Tight(value.Dims)} could not be broadcast to indexing result of shape {Layout.Tight(dims)}", e);
            }
            plan.Scatter(values);
        }
    }

    /// <summary>A named array of an <c>.npz</c> file that <c>np.load</c> read.</summary>
    /// <exception cref="KerasTypeException">This is no such file but an array.</exception>
    public virtual NDArray this[string name] => throw new KerasTypeException(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices");

    /// <summary>For each axis the positions of the elements that are not zero.</summary>
    public NDArray[] nonzero()
    {
        if (ndim == 0)
            throw new KerasValueException("nonzero is not defined for an array of rank 0");
        ReadOnlySpan<bool> flags = astype(DType.Bool, copy: false).AsContiguous().Items<bool>();
        var positions = new List<int>();
        for (int i = 0; i < flags.Length; i++)
            if (flags[i])
                positions.Add(i);
        var result = new NDArray[ndim];
        int step = size;
        for (int axis = 0; axis < ndim; axis++)
        {
            int dim = _dims[axis];
            step = dim == 0 ? 0 : step / dim;
            var along = new long[positions.Count];
            for (int i = 0; i < along.Length; i++)
                along[i] = positions[i] / step % dim;
            result[axis] = Over(along);
        }
        return result;
    }
}
