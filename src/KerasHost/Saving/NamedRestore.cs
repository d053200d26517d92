using KerasHost.Formats.Common;

namespace KerasHost.Saving;

/// <summary>Sets variables from a checkpoint of TensorFlow 1, which knows them by name alone.</summary>
internal static class NamedRestore
{
    /// <summary>Sets the variables below a root whose names the checkpoint has. Nothing changes unless all of these fit.</summary>
    /// <returns>What was not found on either side.</returns>
    public static (string[] Unused, Variable[] Missing) Run(object root, IWeightReader reader)
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
                string name = variable.name.EndsWith(":0", StringComparison.Ordinal) ? variable.name[..^2] : variable.name;
                if (stored.Remove(name, out TensorInfo? tensor))
                    load.Add($"'{name}'", variable, StoredWeight.Of(reader, tensor));
                else
                    missing.Add(variable);
            }
            foreach ((_, object child) in CheckpointObjects.ChildrenOf(item))
                queue.Enqueue(child);
        }
        if (load.IsEmpty)
            throw new KerasValueException($"The checkpoint {reader.Path} holds variables by name, and none has the name of one of the model. It has: {string.Join(", ", reader.Tensors.Select(tensor => tensor.Name).Take(20))}. The model has: {string.Join(", ", missing.Select(variable => variable.name).Take(20))}");
        load.Apply(isNew: false);
        return ([.. stored.Keys], [.. missing]);
    }
}
