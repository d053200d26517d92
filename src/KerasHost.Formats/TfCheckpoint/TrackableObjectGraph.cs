using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>The objects of a checkpoint and how they hold one another (tensorflow/core/protobuf/trackable_object_graph.proto). Node 0 is the root.</summary>
/// <param name="Nodes">The objects.</param>
public sealed record TrackableObjectGraph(IReadOnlyList<TrackableObject> Nodes)
{
    /// <summary>Reads the message.</summary>
    /// <exception cref="ModelFormatException">It is damaged, or tells of a node that does not exist.</exception>
    public static TrackableObjectGraph Read(FieldReader bytes)
    {
        var nodes = new List<TrackableObject>();
        var reader = new ProtoReader(bytes);
        while (reader.Next("TrackableObjectGraph"))
            if (reader.Number == 1)
                nodes.Add(TrackableObject.Read(reader.ReadMessage("nodes")));
            else
                reader.Skip();
        if (nodes.Count == 0)
            throw reader.Error("nodes", "at least one object", "none");
        foreach (int node in nodes.SelectMany(node => node.Children.Select(child => child.Node)
            .Concat(node.Slots.SelectMany(slot => new[] { slot.OriginalVariable, slot.SlotVariableNode }))))
            if (node < 0 || node >= nodes.Count)
                throw reader.Error("node_id", $"a number from 0 to {nodes.Count - 1}", $"{node}");
        return new(nodes);
    }

    /// <summary>The message.</summary>
    public byte[] Write()
    {
        var writer = new ProtoWriter();
        foreach (TrackableObject node in Nodes)
            writer.Add(1, node.Write());
        return writer.ToArray();
    }
}
