using KerasHost.Printing;

namespace KerasHost.Numpy;

/// <summary><c>np.float32</c>, <c>np.pi</c> and the other names for values; <c>np.set_printoptions</c>.</summary>
internal static class Constants
{
    /// <summary>IEEE 32-bit float.</summary>
    [KerasExport("np.float32", "np.single")]
    public static DType float32 => DTypeCode.Float32;
    /// <summary>IEEE 64-bit float.</summary>
    [KerasExport("np.float64", "np.float_", "np.double")]
    public static DType float64 => DTypeCode.Float64;
    /// <summary>IEEE 16-bit float.</summary>
    [KerasExport("np.float16", "np.half")]
    public static DType float16 => DTypeCode.Float16;
    /// <summary>Signed 8-bit integer.</summary>
    [KerasExport("np.int8")]
    public static DType int8 => DTypeCode.Int8;
    /// <summary>Signed 16-bit integer.</summary>
    [KerasExport("np.int16")]
    public static DType int16 => DTypeCode.Int16;
    /// <summary>Signed 32-bit integer.</summary>
    [KerasExport("np.int32", "np.intc")]
    public static DType int32 => DTypeCode.Int32;
    /// <summary>Signed 64-bit integer.</summary>
    [KerasExport("np.int64", "np.int_", "np.intp")]
    public static DType int64 => DTypeCode.Int64;
    /// <summary>Unsigned 8-bit integer.</summary>
    [KerasExport("np.uint8", "np.ubyte")]
    public static DType uint8 => DTypeCode.UInt8;
    /// <summary>Unsigned 16-bit integer.</summary>
    [KerasExport("np.uint16")]
    public static DType uint16 => DTypeCode.UInt16;
    /// <summary>Unsigned 32-bit integer.</summary>
    [KerasExport("np.uint32")]
    public static DType uint32 => DTypeCode.UInt32;
    /// <summary>Unsigned 64-bit integer.</summary>
    [KerasExport("np.uint64")]
    public static DType uint64 => DTypeCode.UInt64;
    /// <summary>True or false.</summary>
    [KerasExport("np.bool_")]
    public static DType bool_ => DTypeCode.Bool;
    /// <summary>Text.</summary>
    [KerasExport("np.str_")]
    public static DType str_ => DTypeCode.String;
    /// <summary>Any object.</summary>
    [KerasExport("np.object_")]
    public static DType object_ => DTypeCode.Object;
    /// <summary>The ratio of a circle's circumference to its diameter.</summary>
    [KerasExport("np.pi")]
    public static double pi => Math.PI;
    /// <summary>The base of the natural logarithm.</summary>
    [KerasExport("np.e")]
    public static double e => Math.E;
    /// <summary>Infinity.</summary>
    [KerasExport("np.inf", "np.Inf")]
    public static double inf => double.PositiveInfinity;
    /// <summary>Not a number.</summary>
    [KerasExport("np.nan", "np.NaN")]
    public static double nan => double.NaN;
    /// <summary>In an index: an axis of size 1.</summary>
    [KerasExport("np.newaxis")]
    public static Slice newaxis => Slice.NewAxis;

    /// <summary>How arrays are printed from now on; what is not given stays.</summary>
    /// <param name="precision">Digits behind the point at most.</param>
    /// <param name="threshold">More elements than this are summarised.</param>
    /// <param name="edgeitems">Elements shown at each end of an axis of a summarised array.</param>
    /// <param name="linewidth">Characters in a line.</param>
    /// <param name="suppress">Never an exponent because of small numbers.</param>
    [KerasExport("np.set_printoptions")]
    public static void set_printoptions(int? precision = null, int? threshold = null, int? edgeitems = null, int? linewidth = null, bool? suppress = null)
    {
        PrintOptions now = PrintOptions.Current;
        PrintOptions.Current = new(
            precision ?? now.precision, threshold ?? now.threshold, edgeitems ?? now.edgeitems, linewidth ?? now.linewidth, suppress ?? now.suppress);
    }
}
