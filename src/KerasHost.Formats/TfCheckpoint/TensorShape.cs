using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Protobuf;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>Shapes in TensorFlow's files (<c>TensorShapeProto</c>).</summary>
internal static class TensorShape
{
    /// <summary>A fully known shape.</summary>
    /// <exception cref="ModelFormatException">Damaged, or a size is not known.</exception>
    public static Shape Read(ProtoReader reader, string field)
    {
        var dims = new List<int>();
        while (reader.Next(field))
            switch (reader.Number)
            {
                case 2:
                    dims.Add(ReadDim(reader.ReadMessage(field), field));
                    break;
                case 3 when reader.ReadBool(field):
                    throw reader.Error(field, "a known shape", "one of unknown rank");
                case 3: break;
                default: reader.Skip(); break;
            }
        return FileShape.Make([.. dims]) ?? throw reader.Error(field, "a shape", string.Join(" x ", dims.Select(dim => dim.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>The message of a shape.</summary>
    public static ProtoWriter Write(Shape shape)
    {
        var writer = new ProtoWriter();
        foreach (int? size in shape)
        {
            var dim = new ProtoWriter();
            dim.Add(1, size!.Value);
            writer.Add(2, dim);
        }
        return writer;
    }

    private static int ReadDim(ProtoReader dim, string field)
    {
        int size = 0;
        while (dim.Next(field))
            if (dim.Number == 1)
                size = dim.ReadInt32(field);
            else
                dim.Skip();
        return size;
    }
}
