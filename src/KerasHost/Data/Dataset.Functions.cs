namespace KerasHost.Data;

public abstract partial class Dataset
{
    /// <summary>What a function makes of every element.</summary>
    /// <param name="map_func">Takes the tensors of an element, returns one or a tuple. It is called once at once, with tensors that have shapes but no numbers.</param>
    /// <param name="num_parallel_calls">How many calls TensorFlow would run side by side; the order is the same.</param>
    /// <exception cref="KerasException">The function failed; the message names this stage and the element.</exception>
    public Dataset map(Func<Tensor, Tensor> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 1, t => [map_func(t[0])]), false, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, (Tensor, Tensor)> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 1, t => Several(map_func(t[0]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, (Tensor, Tensor, Tensor)> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 1, t => Several(map_func(t[0]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 2, t => [map_func(t[0], t[1])]), false, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, Tensor, (Tensor, Tensor)> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 2, t => Several(map_func(t[0], t[1]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, Tensor, (Tensor, Tensor, Tensor)> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 2, t => Several(map_func(t[0], t[1]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor, Tensor> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 3, t => [map_func(t[0], t[1], t[2])]), false, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor, (Tensor, Tensor)> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 3, t => Several(map_func(t[0], t[1], t[2]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor, (Tensor, Tensor, Tensor)> map_func, int? num_parallel_calls = null) =>
        Mapped(new("map", 3, t => Several(map_func(t[0], t[1], t[2]))), true, num_parallel_calls);

    /// <summary>The elements for which a function says true.</summary>
    /// <param name="predicate">Takes the tensors of an element, returns a bool tensor without axes.</param>
    /// <exception cref="KerasTypeException">It returns something else.</exception>
    public Dataset filter(Func<Tensor, Tensor> predicate) => new FilterDataset(this, new("filter", 1, t => predicate(t[0])));

    /// <inheritdoc cref="filter(Func{Tensor, Tensor})"/>
    public Dataset filter(Func<Tensor, Tensor, Tensor> predicate) => new FilterDataset(this, new("filter", 2, t => predicate(t[0], t[1])));

    /// <inheritdoc cref="filter(Func{Tensor, Tensor})"/>
    public Dataset filter(Func<Tensor, Tensor, Tensor, Tensor> predicate) => new FilterDataset(this, new("filter", 3, t => predicate(t[0], t[1], t[2])));

    /// <summary>The elements of the datasets that a function makes of every element, one dataset after the other.</summary>
    /// <param name="map_func">Takes the tensors of an element, returns a dataset.</param>
    public Dataset flat_map(Func<Tensor, Dataset> map_func) => new InterleaveDataset(this, new("flat_map", 1, t => map_func(t[0])), 1, 1, "_FlatMapDataset");

    /// <inheritdoc cref="flat_map(Func{Tensor, Dataset})"/>
    public Dataset flat_map(Func<Tensor, Tensor, Dataset> map_func) => new InterleaveDataset(this, new("flat_map", 2, t => map_func(t[0], t[1])), 1, 1, "_FlatMapDataset");

    /// <summary>The elements of the datasets that a function makes of every element, taken in turns.</summary>
    /// <param name="map_func">Takes the tensors of an element, returns a dataset.</param>
    /// <param name="cycle_length">How many datasets are read in turns.</param>
    /// <param name="block_length">How many elements each gives before it is the next one's turn.</param>
    public Dataset interleave(Func<Tensor, Dataset> map_func, int cycle_length, int block_length = 1) =>
        new InterleaveDataset(this, new("interleave", 1, t => map_func(t[0])), Positive(cycle_length, "cycle_length"), Positive(block_length, "block_length"), "_InterleaveDataset");

    private static Tensor[] Several((Tensor, Tensor) tensors) => [tensors.Item1, tensors.Item2];

    private static Tensor[] Several((Tensor, Tensor, Tensor) tensors) => [tensors.Item1, tensors.Item2, tensors.Item3];

    private MapDataset Mapped(ElementFunction<Tensor[]> function, bool isTuple, int? parallel) => new(this, function, isTuple, parallel is not null);
}
