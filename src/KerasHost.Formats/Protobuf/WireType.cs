namespace KerasHost.Formats.Protobuf;

/// <summary>How the value of a field is stored.</summary>
public enum WireType
{
    /// <summary>An integer of 7 bits a byte.</summary>
    Varint = 0,
    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,
    /// <summary>A length and as many bytes: text, bytes, a message, or packed numbers.</summary>
    Bytes = 2,
    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
