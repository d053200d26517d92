namespace KerasHost.Data;

public abstract partial class Dataset
{
    /// <summary>What a function makes of every element.</summary>
    /// <param name="map_func">Takes the tensors of an element, returns one or a tuple. It is called once at once, with tensors that have shapes but no numbers.</param>
    /// <param name="num_parallel_calls">How many calls TensorFlow would run side by side; the order is the same.</param>
    /// <param name="deterministic">Whether TensorFlow must keep the order; it is kept here either way.</param>
    /// <exception cref="KerasException">The function failed; the message names this stage and the element.</exception>
    public Dataset map(Func<Tensor, Tensor> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 1, t => [map_func(t[0])]), false, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, (Tensor, Tensor)> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 1, t => Several(map_func(t[0]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, (Tensor, Tensor, Tensor)> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 1, t => Several(map_func(t[0]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 2, t => [map_func(t[0], t[1])]), false, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, Tensor, (Tensor, Tensor)> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 2, t => Several(map_func(t[0], t[1]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, Tensor, (Tensor, Tensor, Tensor)> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 2, t => Several(map_func(t[0], t[1]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor, Tensor> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 3, t => [map_func(t[0], t[1], t[2])]), false, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor, (Tensor, Tensor)> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
        Mapped(new("map", 3, t => Several(map_func(t[0], t[1], t[2]))), true, num_parallel_calls);

    /// <inheritdoc cref="map(Func{Tensor, Tensor}, int?, bool?)"/>
    public Dataset map(Func<Tensor, Tensor, Tensor, (Tensor, Tensor, Tensor)> map_func, int? num_parallel_calls = null, bool? deterministic = null) =>
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

    /// <inheritdoc cref="flat_map(Func{Tensor, Dataset})"/>
    public Dataset flat_map(Func<Tensor, Tensor, Tensor, Dataset> map_func) => new InterleaveDataset(this, new("flat_map", 3, t => map_func(t[0], t[1], t[2])), 1, 1, "_FlatMapDataset");

    /// <summary>The elements of the datasets that a function makes of every element, taken in turns.</summary>
    /// <param name="map_func">Takes the tensors of an element, returns a dataset.</param>
    /// <param name="cycle_length">How many datasets are read in turns; null means as many as there are cores.</param>
    /// <param name="block_length">How many elements each gives before it is the next one's turn; null means 1.</param>
    /// <param name="num_parallel_calls">How many datasets TensorFlow would read side by side; the order is the same.</param>
    /// <param name="deterministic">Whether TensorFlow must keep the order; it is kept here either way.</param>
    public Dataset interleave(Func<Tensor, Dataset> map_func, int? cycle_length = null, int? block_length = null, int? num_parallel_calls = null, bool? deterministic = null) =>
        Interleaved(new("interleave", 1, t => map_func(t[0])), cycle_length, block_length, num_parallel_calls);

    /// <inheritdoc cref="interleave(Func{Tensor, Dataset}, int?, int?, int?, bool?)"/>
    public Dataset interleave(Func<Tensor, Tensor, Dataset> map_func, int? cycle_length = null, int? block_length = null, int? num_parallel_calls = null, bool? deterministic = null) =>
        Interleaved(new("interleave", 2, t => map_func(t[0], t[1])), cycle_length, block_length, num_parallel_calls);

    /// <summary>The elements before the first one for which a function says false.</summary>
    /// <param name="predicate">Takes the tensors of an element, returns a bool tensor without axes.</param>
    /// <exception cref="KerasTypeException">It returns something else.</exception>
    public Dataset take_while(Func<Tensor, Tensor> predicate) => new TakeWhileDataset(this, new("take_while", 1, t => predicate(t[0])));

    /// <inheritdoc cref="take_while(Func{Tensor, Tensor})"/>
    public Dataset take_while(Func<Tensor, Tensor, Tensor> predicate) => new TakeWhileDataset(this, new("take_while", 2, t => predicate(t[0], t[1])));

    private InterleaveDataset Interleaved(ElementFunction<Dataset> function, int? cycle, int? block, int? parallel) => new(this, function,
        cycle is null or AUTOTUNE ? Environment.ProcessorCount : Positive(cycle.Value, "cycle_length"), Positive(block ?? 1, "block_length"),
        parallel is null ? "_InterleaveDataset" : "_ParallelInterleaveDataset");

    private static Tensor[] Several((Tensor, Tensor) tensors) => [tensors.Item1, tensors.Item2];

    private static Tensor[] Several((Tensor, Tensor, Tensor) tensors) => [tensors.Item1, tensors.Item2, tensors.Item3];

    private MapDataset Mapped(ElementFunction<Tensor[]> function, bool isTuple, int? parallel) => new(this, function, isTuple, parallel is not null);
}
