using System.Globalization;

namespace KerasHost.Formats.TfCheckpoint;

/// <summary>The numbers of types in TensorFlow's files (tensorflow/core/framework/types.proto).</summary>
internal static class TensorFlowType
{
    private static readonly Dictionary<int, DTypeCode> s_types = new()
    {
        [1] = DTypeCode.Float32,
        [2] = DTypeCode.Float64,
        [3] = DTypeCode.Int32,
        [4] = DTypeCode.UInt8,
        [5] = DTypeCode.Int16,
        [6] = DTypeCode.Int8,
        [7] = DTypeCode.String,
        [9] = DTypeCode.Int64,
        [10] = DTypeCode.Bool,
        [14] = DTypeCode.BFloat16,
        [17] = DTypeCode.UInt16,
        [19] = DTypeCode.Float16,
        [22] = DTypeCode.UInt32,
        [23] = DTypeCode.UInt64,
    };

    private static readonly Dictionary<DTypeCode, int> s_numbers = s_types.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The type of this number, or null.</summary>
    public static DType? Find(int number) => s_types.TryGetValue(number, out DTypeCode code) ? code : null;

    /// <summary>The number of a type.</summary>
    /// <exception cref="KerasValueException">TensorFlow has no such type.</exception>
    public static int NumberOf(DType type) => s_numbers.TryGetValue(type.Code, out int number) ? number
        : throw new KerasValueException($"A checkpoint of TensorFlow cannot hold elements of type {type}.");

    /// <summary>What errors call a number without a type here.</summary>
    public static string Describe(int number) => string.Create(CultureInfo.InvariantCulture, $"type {number}, which is not read");
}
