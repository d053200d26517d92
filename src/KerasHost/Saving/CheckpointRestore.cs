using KerasHost.Backend;
using KerasHost.Formats.Common;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Optimizers;
using KerasHost.Optimizers.Legacy;

namespace KerasHost.Saving;

/// <summary>
/// Sets the objects below a root from a checkpoint: objects meet where the names of attributes on the way from the root agree. What is made
/// later is set then. Mirrors tensorflow/python/checkpoint/restore.py.
/// </summary>
internal sealed class CheckpointRestore
{
    private readonly object _root;
    private readonly TensorBundle _bundle;
    private readonly TrackableObjectGraph _graph;
    private readonly Dictionary<string, TensorInfo> _tensors;
    private readonly object?[] _objects;
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private WeightLoad _load;

    /// <summary>Sets all objects that exist. Nothing changes unless all that meet fit.</summary>
    /// <param name="root">A model, an optimizer, a <c>tf.train.Checkpoint</c>.</param>
    /// <param name="bundle">The checkpoint, which stays open for what is made later.</param>
    /// <exception cref="KerasValueException">A shape differs; all such are listed.</exception>
    /// <exception cref="ModelFormatException">The checkpoint is damaged.</exception>
    public CheckpointRestore(object root, TensorBundle bundle)
    {
        (_root, _bundle) = (root, bundle);
        _graph = bundle.ReadObjectGraph();
        _tensors = bundle.Tensors.ToDictionary(tensor => tensor.Name);
        _objects = new object?[_graph.Nodes.Count];
        _load = new(bundle.Path, false);
        Set(root, 0);
    }

    /// <summary>The paths of values in the checkpoint that no object took.</summary>
    public IEnumerable<string> Unused
    {
        get
        {
            string[] paths = Paths();
            for (int i = 0; i < _objects.Length; i++)
                if (_objects[i] is null && _graph.Nodes[i].Attributes.Count > 0)
                    yield return paths[i];
        }
    }

    /// <summary>The variables below the root that the checkpoint does not have.</summary>
    public IEnumerable<Variable> Missing
    {
        get
        {
            var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
            var queue = new Queue<object>([_root]);
            while (queue.TryDequeue(out object? item))
            {
                if (!visited.Add(item))
                    continue;
                if (item is Variable variable && !_numbers.ContainsKey(variable))
                    yield return variable;
                foreach ((_, object child) in CheckpointObjects.ChildrenOf(item))
                    queue.Enqueue(child);
            }
        }
    }

    /// <summary>Whether no object but the root met one of the checkpoint.</summary>
    public bool IsTrivial => _objects.Count(item => item is not null) <= 1;

    private void Set(object start, int node)
    {
        _load = new(_bundle.Path, false);
        Meet(start, node);
        _load.Apply(isNew: false);
    }

    private void Meet(object start, int startNode)
    {
        var queue = new Queue<(object Item, int Node)>([(start, startNode)]);
        while (queue.TryDequeue(out (object Item, int Node) pair))
        {
            (object item, int node) = pair;
            if (_objects[node] is { } other ? !IsSame(other, item) : _numbers.TryGetValue(item, out int number) && number != node)
                continue;
            bool isNew = _objects[node] is null;
            (_objects[node], _numbers[item]) = (item, node);
            if (isNew)
                MeetItself(item, node);
            Dictionary<string, object> children = [];
            foreach ((string name, object child) in CheckpointObjects.ChildrenOf(item))
                children.TryAdd(name, child);
            foreach (TrackableChild child in _graph.Nodes[node].Children)
                // A list has its members later; going there again is what finds new ones.
                if (children.TryGetValue(child.LocalName, out object? found) && (_objects[child.Node] is null || found is CheckpointGroup))
                    queue.Enqueue((found, child.Node));
        }
        // Slots hang on variables, which all are found by now.
        for (int node = 0; node < _objects.Length; node++)
            if (_objects[node] is LegacyOptimizer optimizer)
                MeetSlots(optimizer, node);
    }

    // Groups are made anew whenever they are asked for.
    private static bool IsSame(object a, object b) => ReferenceEquals(a, b) || (a is CheckpointGroup && b is CheckpointGroup);

    private void MeetItself(object item, int node)
    {
        switch (item)
        {
            case Variable variable:
                AddValue(variable, node);
                break;
            case CheckpointConstant constant:
                Compare(constant, node);
                break;
            case Model model:
                WhenMade(model, node, model.built);
                if (model.CompiledWith is null && _graph.Nodes[node].Children.Any(child => child.LocalName == "optimizer"))
                    DeferredRestores.Add(model, () => Set(model, node));
                break;
            case Layer layer:
                WhenMade(layer, node, layer.built);
                break;
            case Optimizer optimizer:
                WhenMade(optimizer, node, optimizer.built);
                break;
        }
    }

    private void WhenMade(object item, int node, bool isMade)
    {
        if (!isMade)
            DeferredRestores.Add(item, () => Set(item, node));
    }

    private void MeetSlots(LegacyOptimizer optimizer, int node)
    {
        foreach (SlotVariable slot in _graph.Nodes[node].Slots)
            if (_objects[slot.SlotVariableNode] is null && _objects[slot.OriginalVariable] is Variable original)
                foreach ((Variable variable, string name, Variable value) in optimizer.Slots)
                    if (variable == original && name == slot.SlotName)
                    {
                        (_objects[slot.SlotVariableNode], _numbers[value]) = (value, slot.SlotVariableNode);
                        AddValue(value, slot.SlotVariableNode);
                    }
    }

    private void AddValue(Variable variable, int node)
    {
        if (Stored(node) is { } tensor)
            _load.Add($"'{variable.name}'", variable, StoredWeight.Of(_bundle, tensor));
    }

    private TensorInfo? Stored(int node)
    {
        if (_graph.Nodes[node].VariableKey is not { } key)
            return null;
        return _tensors.GetValueOrDefault(key) ?? throw new ModelFormatException(_bundle.Path + ".index", null, "checkpoint_key", $"a tensor '{key}'", "none");
    }

    private void Compare(CheckpointConstant constant, int node)
    {
        if (Stored(node) is not { DType.is_floating: true, Shape.Size: 1 } tensor)
            return;
        double stored = Op.Cast(StoredWeight.Of(_bundle, tensor).ToTensor(), DType.Float64).ToDouble();
        if (stored != (float)constant.Value)
            Warnings.Once(FormattableString.Invariant($"The checkpoint {_bundle.Path} has {constant.FullName}={stored}; this optimizer keeps {constant.Value}. Give the constructor the checkpoint's value to go on as it was."));
    }

    // The shortest way from the root to each node.
    private string[] Paths()
    {
        var paths = new string?[_objects.Length];
        paths[0] = "(root)";
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out int node))
        {
            foreach (TrackableChild child in _graph.Nodes[node].Children)
                if (paths[child.Node] is null)
                {
                    paths[child.Node] = $"{paths[node]}.{child.LocalName}";
                    queue.Enqueue(child.Node);
                }
        }
        for (int node = 0; node < paths.Length; node++)
            foreach (SlotVariable slot in _graph.Nodes[node].Slots)
                paths[slot.SlotVariableNode] ??= $"{paths[node]}'s state '{slot.SlotName}' for {paths[slot.OriginalVariable] ?? "a variable"}";
        return [.. paths.Select((path, i) => path ?? $"node {i}")];
    }
}
