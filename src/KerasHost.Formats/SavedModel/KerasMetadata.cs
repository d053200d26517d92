using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.SavedModel;

/// <summary>What Keras knows of the objects of a SavedModel: JSON texts in <c>keras_metadata.pb</c>, until Keras 2.4 in <c>saved_model.pb</c>.</summary>
public static class KerasMetadata
{
    private const long MaxGraphLength = 1L << 31;

    /// <summary>The JSON of the outermost object: its class and configuration. Null when no Keras wrote the folder.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static string? ReadRoot(string folder)
    {
        string path = SavedModelFolder.MetadataOf(folder);
        if (File.Exists(path))
        {
            using FileSource source = FileSource.Open(path);
            return FromMetadata(source);
        }
        using FileSource graph = FileSource.Open(SavedModelFolder.GraphOf(folder));
        return graph.Length < MaxGraphLength ? FromGraph(graph) : throw graph.Error(0, "saved_model.pb", "less than 2 GiB", "more");
    }

    /// <summary>The outermost object in a <c>keras_metadata.pb</c> (<c>SavedMetadata</c>).</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static string? FromMetadata(FileSource source)
    {
        var reader = new ProtoReader(source.ReadBlock(0, source.Length, "SavedMetadata"));
        while (reader.Next("SavedMetadata"))
        {
            if (reader.Number != 1)
            {
                reader.Skip();
                continue;
            }
            ProtoReader node = reader.ReadMessage("nodes");
            int id = 0;
            string? metadata = null;
            while (node.Next("SavedObject"))
                switch (node.Number)
                {
                    case 2: id = node.ReadInt32("node_id"); break;
                    case 5: metadata = node.ReadString("metadata"); break;
                    default: node.Skip(); break;
                }
            if (id == 0)
                return metadata;
        }
        return null;
    }

    /// <summary>The outermost object in a <c>saved_model.pb</c> (<c>SavedModel</c>, its first graph's <c>SavedObjectGraph</c>).</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static string? FromGraph(FileSource source)
    {
        var reader = new ProtoReader(source.ReadBlock(0, source.Length, "SavedModel"));
        if (!Find(ref reader, "SavedModel", 2, out ProtoReader graph) || !Find(ref graph, "MetaGraphDef", 7, out ProtoReader objects)
            || !Find(ref objects, "SavedObjectGraph", 1, out ProtoReader root) || !Find(ref root, "SavedObject", 4, out ProtoReader user))
            return null;
        while (user.Next("SavedUserObject"))
            if (user.Number == 3)
                return user.ReadString("metadata") is { Length: > 0 } text ? text : null;
            else
                user.Skip();
        return null;
    }

    private static bool Find(scoped ref ProtoReader reader, string message, int number, out ProtoReader found)
    {
        while (reader.Next(message))
        {
            if (reader.Number == number)
            {
                found = reader.ReadMessage(message);
                return true;
            }
            reader.Skip();
        }
        found = default;
        return false;
    }
}
