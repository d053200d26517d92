using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>One object of a checkpoint.</summary>
/// <param name="Children">The objects that it holds, by the names of its attributes.</param>
/// <param name="Attributes">Its values; a variable has one, <c>VARIABLE_VALUE</c>.</param>
/// <param name="Slots">What an optimizer of before Keras 2.11 keeps for variables.</param>
/// <param name="HasValues">Whether it or an object below it has values; null when the file does not say.</param>
public sealed record TrackableObject(IReadOnlyList<TrackableChild> Children, IReadOnlyList<SerializedTensor> Attributes, IReadOnlyList<SlotVariable> Slots, bool? HasValues)
{
    /// <summary>The attribute that holds a variable's value.</summary>
    public const string VariableValue = "VARIABLE_VALUE";

    /// <summary>The key under which the value of a variable is stored, or null.</summary>
    public string? VariableKey => Attributes.FirstOrDefault(attribute => attribute.Name == VariableValue)?.CheckpointKey;

    internal static TrackableObject Read(ProtoReader reader)
    {
        var children = new List<TrackableChild>();
        var attributes = new List<SerializedTensor>();
        var slots = new List<SlotVariable>();
        bool? hasValues = null;
        while (reader.Next("TrackableObject"))
            switch (reader.Number)
            {
                case 1: children.Add(ReadChild(reader.ReadMessage("children"))); break;
                case 2: attributes.Add(ReadAttribute(reader.ReadMessage("attributes"))); break;
                case 3: slots.Add(ReadSlot(reader.ReadMessage("slot_variables"))); break;
                case 5: hasValues = ReadBool(reader.ReadMessage("has_checkpoint_values")); break;
                default: reader.Skip(); break;
            }
        return new(children, attributes, slots, hasValues);
    }

    internal ProtoWriter Write()
    {
        var writer = new ProtoWriter();
        foreach (TrackableChild child in Children)
        {
            var message = new ProtoWriter();
            message.Add(1, child.Node);
            message.Add(2, child.LocalName);
            writer.Add(1, message);
        }
        foreach (SerializedTensor attribute in Attributes)
        {
            var message = new ProtoWriter();
            message.Add(1, attribute.Name);
            message.Add(2, attribute.FullName);
            message.Add(3, attribute.CheckpointKey);
            writer.Add(2, message);
        }
        foreach (SlotVariable slot in Slots)
        {
            var message = new ProtoWriter();
            message.Add(1, slot.OriginalVariable);
            message.Add(2, slot.SlotName);
            message.Add(3, slot.SlotVariableNode);
            writer.Add(3, message);
        }
        if (HasValues is { } hasValues)
        {
            var message = new ProtoWriter();
            message.Add(1, hasValues ? 1 : 0);
            writer.Add(5, message);
        }
        return writer;
    }

    private static TrackableChild ReadChild(ProtoReader reader)
    {
        int node = 0;
        string name = "";
        while (reader.Next("ObjectReference"))
            switch (reader.Number)
            {
                case 1: node = reader.ReadInt32("node_id"); break;
                case 2: name = reader.ReadString("local_name"); break;
                default: reader.Skip(); break;
            }
        return new(node, name);
    }

    private static SerializedTensor ReadAttribute(ProtoReader reader)
    {
        string name = "", fullName = "", key = "";
        while (reader.Next("SerializedTensor"))
            switch (reader.Number)
            {
                case 1: name = reader.ReadString("name"); break;
                case 2: fullName = reader.ReadString("full_name"); break;
                case 3: key = reader.ReadString("checkpoint_key"); break;
                default: reader.Skip(); break;
            }
        return new(name, fullName, key);
    }

    private static SlotVariable ReadSlot(ProtoReader reader)
    {
        int original = 0, slot = 0;
        string name = "";
        while (reader.Next("SlotVariableReference"))
            switch (reader.Number)
            {
                case 1: original = reader.ReadInt32("original_variable_node_id"); break;
                case 2: name = reader.ReadString("slot_name"); break;
                case 3: slot = reader.ReadInt32("slot_variable_node_id"); break;
                default: reader.Skip(); break;
            }
        return new(original, name, slot);
    }

    private static bool ReadBool(ProtoReader reader)
    {
        bool value = false;
        while (reader.Next("BoolValue"))
            if (reader.Number == 1)
                value = reader.ReadBool("value");
            else
                reader.Skip();
        return value;
    }
}
