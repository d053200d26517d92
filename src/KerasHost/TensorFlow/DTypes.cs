namespace KerasHost.TensorFlow;

/// <summary>TensorFlow's data types.</summary>
public static class DTypes
{
    /// <summary>32-bit float.</summary>
    [KerasExport("tf.float32")] public static DType float32 => DType.Float32;
    /// <summary>64-bit float.</summary>
    [KerasExport("tf.float64")] public static DType float64 => DType.Float64;
    /// <summary>16-bit float.</summary>
    [KerasExport("tf.float16")] public static DType float16 => DType.Float16;
    /// <summary>The upper half of a 32-bit float.</summary>
    [KerasExport("tf.bfloat16")] public static DType bfloat16 => DType.BFloat16;
    /// <summary>8-bit integer.</summary>
    [KerasExport("tf.int8")] public static DType int8 => DTypeCode.Int8;
    /// <summary>16-bit integer.</summary>
    [KerasExport("tf.int16")] public static DType int16 => DTypeCode.Int16;
    /// <summary>32-bit integer.</summary>
    [KerasExport("tf.int32")] public static DType int32 => DType.Int32;
    /// <summary>64-bit integer.</summary>
    [KerasExport("tf.int64")] public static DType int64 => DType.Int64;
    /// <summary>Unsigned 8-bit integer.</summary>
    [KerasExport("tf.uint8")] public static DType uint8 => DTypeCode.UInt8;
    /// <summary>Text.</summary>
    [KerasExport("tf.string")] public static DType @string => DTypeCode.String;
    /// <summary>True or false.</summary>
    [KerasExport("tf.bool")] public static DType @bool => DType.Bool;

    /// <summary>Records operations so that gradients can be taken.</summary>
    /// <param name="persistent">Whether <c>gradient</c> may be called more than once.</param>
    /// <param name="watch_accessed_variables">Whether trainable variables are watched by themselves.</param>
    [KerasExport("tf.GradientTape")]
    public static GradientTape Tape(bool persistent = false, bool watch_accessed_variables = true) => new(persistent, watch_accessed_variables);
}
