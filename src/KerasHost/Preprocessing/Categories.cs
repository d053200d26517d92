using KerasHost.Layers;
using KerasHost.Numpy;

namespace KerasHost.Preprocessing;

/// <summary>Classes as vectors. Mirrors tf_keras/src/utils/np_utils.py.</summary>
public static class Categories
{
    /// <summary>A row for every class number, 1 at its position and 0 elsewhere.</summary>
    /// <param name="y">Class numbers from 0; a last axis of size 1 is dropped.</param>
    /// <param name="num_classes">The length of a row; null means one more than the largest number.</param>
    /// <param name="dtype">The type of the result.</param>
    /// <returns>The shape of <paramref name="y"/> with an axis of <paramref name="num_classes"/> more.</returns>
    /// <exception cref="IndexOutOfRangeException">A number is not below <paramref name="num_classes"/>.</exception>
    [KerasExport("keras.utils.to_categorical", "keras.utils.np_utils.to_categorical")]
    public static NDArray to_categorical(TensorLike y, int? num_classes = null, DType? dtype = null)
    {
        NDArray numbers = y.ToArray().astype(DType.Int64);
        int[] dims = [.. numbers.shape.Dims];
        if (dims.Length > 1 && dims[^1] == 1)
            dims = dims[..^1];
        long[] classes = numbers.flatten().ToArray<long>();
        int count = num_classes is > 0 ? num_classes.Value : checked((int)classes.Max() + 1);
        var rows = new float[classes.Length * count];
        for (int i = 0; i < classes.Length; i++)
        {
            long at = classes[i] < 0 ? classes[i] + count : classes[i];
            if (at < 0 || at >= count)
                throw new IndexOutOfRangeException($"index {classes[i]} is out of bounds for axis 1 with size {count}");
            rows[i * count + at] = 1;
        }
        return NDArray.Over(rows, [.. dims, count]).astype(dtype ?? DType.Float32);
    }

    /// <summary>Vectors divided by their lengths; a vector of zeros stays.</summary>
    /// <param name="x">The vectors.</param>
    /// <param name="axis">The axis along which a vector lies; negative from the end.</param>
    /// <param name="order">2 for the length √Σx²; p for (Σ|x|ᵖ)^(1/p).</param>
    [KerasExport("keras.utils.normalize", "keras.utils.np_utils.normalize")]
    public static NDArray normalize(NDArray x, int axis = -1, int order = 2)
    {
        NDArray powers = order == 2 ? x * x : Arithmetic.Absolute(x).power(NDArray.Scalar((double)order));
        NDArray lengths = powers.sum(axis, keepdims: true).power(NDArray.Scalar(1.0 / order));
        return x / (lengths + lengths.equal(NDArray.Scalar(0.0)));
    }
}
