using System.Collections;
using KerasHost.Printing;

namespace KerasHost.Numpy;

/// <summary>The arrays that a function returned as Python's tuple: <c>var (values, counts) = np.unique(a, return_counts: true);</c>.</summary>
public sealed class ArrayTuple(NDArray[] arrays) : IReadOnlyList<NDArray>, IPythonText
{
    /// <summary>How many.</summary>
    public int Count => arrays.Length;

    /// <summary>The array at a position.</summary>
    public NDArray this[int index] => arrays[index];

    /// <summary>Two arrays.</summary>
    /// <exception cref="KerasValueException">There are more or fewer.</exception>
    public void Deconstruct(out NDArray first, out NDArray second)
    {
        Expect(2);
        (first, second) = (arrays[0], arrays[1]);
    }

    /// <summary>Three arrays.</summary>
    /// <exception cref="KerasValueException">There are more or fewer.</exception>
    public void Deconstruct(out NDArray first, out NDArray second, out NDArray third)
    {
        Expect(3);
        (first, second, third) = (arrays[0], arrays[1], arrays[2]);
    }

    /// <summary>Four arrays.</summary>
    /// <exception cref="KerasValueException">There are fewer.</exception>
    public void Deconstruct(out NDArray first, out NDArray second, out NDArray third, out NDArray fourth)
    {
        Expect(4);
        (first, second, third, fourth) = (arrays[0], arrays[1], arrays[2], arrays[3]);
    }

    /// <summary>The arrays in order.</summary>
    public IEnumerator<NDArray> GetEnumerator() => ((IEnumerable<NDArray>)arrays).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public string Repr() => arrays.Length == 1 ? $"({arrays[0].Repr()},)" : $"({string.Join(", ", arrays.Select(a => a.Repr()))})";

    /// <inheritdoc/>
    public override string ToString() => Repr();

    private void Expect(int count)
    {
        if (arrays.Length != count)
            throw new KerasValueException(
                arrays.Length < count ? $"not enough values to unpack (expected {count}, got {arrays.Length})" : $"too many values to unpack (expected {count})");
    }
}
