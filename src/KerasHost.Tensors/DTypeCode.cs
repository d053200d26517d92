namespace KerasHost;

/// <summary>The data types, for <c>switch</c>; <see cref="DType"/> is the value users see.</summary>
public enum DTypeCode : byte
{
    /// <summary>IEEE 32-bit float, Keras's default.</summary>
    Float32,
    /// <summary>IEEE 64-bit float.</summary>
    Float64,
    /// <summary>IEEE 16-bit float: storage only, computation is in float32.</summary>
    Float16,
    /// <summary>The upper half of a float32: storage only, computation is in float32.</summary>
    BFloat16,
    /// <summary>Signed 8-bit integer.</summary>
    Int8,
    /// <summary>Signed 16-bit integer.</summary>
    Int16,
    /// <summary>Signed 32-bit integer.</summary>
    Int32,
    /// <summary>Signed 64-bit integer.</summary>
    Int64,
    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,
    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16,
    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32,
    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64,
    /// <summary>One byte, 0 or 1.</summary>
    Bool,
    /// <summary>Text (arrays only).</summary>
    String,
    /// <summary>Any object (arrays only).</summary>
    Object,
}
