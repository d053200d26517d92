namespace KerasHost.Layers;

/// <summary>Rows of word numbers as rows with a place for each number. Mirrors <c>encode_categorical_inputs</c> of tf_keras's preprocessing utilities.</summary>
internal static class WordCounts
{
    /// <summary>Encodes texts.</summary>
    /// <param name="rows">The numbers of each text.</param>
    /// <param name="mode">"multi_hot" (1 where a number occurs), "count", or "tf_idf" (counts times a factor).</param>
    /// <param name="depth">The length of a row.</param>
    /// <param name="idf">The factors, or null.</param>
    /// <returns>Shape <c>(texts, depth)</c>, float32.</returns>
    public static Tensor Encode(IReadOnlyList<IReadOnlyList<int>> rows, string mode, int depth, float[]? idf)
    {
        Tensor y = Op.Zeros(Shape.Of(rows.Count, depth), DType.Float32);
        Span<float> to = y.AsSpan<float>();
        for (int i = 0; i < rows.Count; i++)
            // A number below 0 is a word that does not count.
            foreach (int number in rows[i].Where(number => number >= 0))
                to[i * depth + number] = mode == "multi_hot" ? 1 : to[i * depth + number] + (idf?[number] ?? 1);
        GC.KeepAlive(y);
        return y;
    }
}
