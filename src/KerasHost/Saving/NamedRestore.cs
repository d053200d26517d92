using KerasHost.Formats.Common;

namespace KerasHost.Saving;

/// <summary>Sets variables from a file that knows them by name alone, such as a checkpoint of TensorFlow 1.</summary>
internal static class NamedRestore
{
    /// <summary>A variable's name as checkpoints have it.</summary>
    public static string NameOf(Variable variable) => variable.name.EndsWith(":0", StringComparison.Ordinal) ? variable.name[..^2] : variable.name;

    /// <summary>Sets the variables below a root whose names the file has. Nothing changes unless all of these fit.</summary>
    /// <param name="root">A model, an optimizer, a <c>tf.train.Checkpoint</c>.</param>
    /// <param name="reader">The file.</param>
    /// <param name="all">Whether it is an error when a name is on one side alone.</param>
    /// <returns>What was not found on either side.</returns>
    public static (string[] Unused, Variable[] Missing) Run(object root, IWeightReader reader, bool all)
    {
        var load = new WeightLoad(reader.Path, false);
        var stored = reader.Tensors.ToDictionary(tensor => tensor.Name);
        var missing = new List<Variable>();
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<object>([root]);
        while (queue.TryDequeue(out object? item))
        {
            if (!visited.Add(item))
                continue;
            if (item is Variable variable)
            {
                string name = NameOf(variable);
                if (stored.Remove(name, out TensorInfo? tensor))
                    load.Add($"'{name}'", variable, StoredWeight.Of(reader, tensor));
                else
                    missing.Add(variable);
            }
            foreach ((_, object child) in CheckpointObjects.ChildrenOf(item))
                queue.Enqueue(child);
        }
        if (all)
        {
            foreach (Variable variable in missing)
                load.Differs($"Missing in the file: {variable.name} {variable.shape}");
            foreach (TensorInfo tensor in stored.Values)
                load.Differs($"Unexpected in the file: {tensor}");
        }
        if (load.IsEmpty)
            throw new KerasValueException($"The checkpoint {reader.Path} holds variables by name, and none has the name of one of the model. It has: {string.Join(", ", reader.Tensors.Select(tensor => tensor.Name).Take(20))}. The model has: {string.Join(", ", missing.Select(variable => variable.name).Take(20))}");
        load.Apply(isNew: false);
        return ([.. stored.Keys], [.. missing]);
    }
}
