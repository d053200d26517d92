using KerasHost.Formats.Common;
using KerasHost.Formats.TfCheckpoint;
using KerasHost.Optimizers.Legacy;

namespace KerasHost.Saving;

/// <summary>Writes the objects below a root as a checkpoint. Mirrors tensorflow/python/checkpoint/graph_view.py and save_util.py.</summary>
internal sealed class CheckpointWriter
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<TensorSource> _tensors = [];

    private CheckpointWriter(object root)
    {
        Add(root, "");
        for (int i = 0; i < _nodes.Count; i++)
            foreach ((string name, object child) in CheckpointObjects.ChildrenOf(_nodes[i].Object))
                _nodes[i].Children.Add(new(Add(child, Join(_nodes[i].Path, Escape(name))), name));
        foreach (Node node in _nodes.ToArray())
            if (node.Object is LegacyOptimizer optimizer)
                AddSlots(node, optimizer);
        foreach (Node node in _nodes)
            AddValue(node);
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="root">A model, an optimizer, a <c>tf.train.Checkpoint</c>.</param>
    /// <param name="prefix">The path without the ends of the files. Missing folders are made.</param>
    public static void Write(object root, string prefix)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(prefix))!);
        var writer = new CheckpointWriter(root);
        TensorBundleWriter.Write(prefix, writer._tensors, writer.Graph());
    }

    private TrackableObjectGraph Graph()
    {
        var hasValues = new bool[_nodes.Count];
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            for (int i = _nodes.Count - 1; i >= 0; i--)
                if (!hasValues[i] && (_nodes[i].Attributes.Count > 0 || _nodes[i].Children.Exists(child => hasValues[child.Node])))
                    isChanged = hasValues[i] = true;
        }
        return new([.. _nodes.Select((node, i) => new TrackableObject(node.Children, node.Attributes, node.Slots, hasValues[i]))]);
    }

    private int Add(object item, string path)
    {
        if (_numbers.TryGetValue(item, out int number))
            return number;
        _nodes.Add(new(item, path));
        return _numbers[item] = _nodes.Count - 1;
    }

    private void AddSlots(Node node, LegacyOptimizer optimizer)
    {
        foreach ((Variable original, string name, Variable value) in optimizer.Slots)
            if (_numbers.TryGetValue(original, out int number))
                node.Slots.Add(new(number, name, Add(value, Join(_nodes[number].Path, $".OPTIMIZER_SLOT/{Join(node.Path, Escape(name))}"))));
    }

    private void AddValue(Node node)
    {
        string key = Join(node.Path, ".ATTRIBUTES/" + TrackableObject.VariableValue);
        switch (node.Object)
        {
            case Variable variable:
                node.Attributes.Add(new(TrackableObject.VariableValue, NamedRestore.NameOf(variable), key));
                _tensors.Add(TensorSource.Written(new(key, variable.dtype, variable.shape), stream => stream.Write(variable.StoredBytes)));
                break;
            case CheckpointConstant constant:
                node.Attributes.Add(new(TrackableObject.VariableValue, constant.FullName, key));
                _tensors.Add(TensorSource.Of<float>(key, Shape.Of([]), new[] { (float)constant.Value }));
                break;
        }
    }

    private static string Join(string path, string part) => path.Length == 0 ? part : $"{path}/{part}";

    private static string Escape(string name) => name.Replace(".", "..", StringComparison.Ordinal).Replace("/", ".S", StringComparison.Ordinal);

    private sealed record Node(object Object, string Path)
    {
        public List<TrackableChild> Children { get; } = [];

        public List<SerializedTensor> Attributes { get; } = [];

        public List<SlotVariable> Slots { get; } = [];
    }
}
