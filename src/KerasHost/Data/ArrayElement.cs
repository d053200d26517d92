using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Data;

/// <summary>An element of a dataset as arrays: one, or a tuple that deconstructs. It prints as Python prints it.</summary>
public readonly struct ArrayElement
{
    private readonly NDArray[] _arrays;
    private readonly bool _isTuple;

    internal ArrayElement(NDArray[] arrays, bool isTuple) => (_arrays, _isTuple) = (arrays, isTuple);

    /// <summary>How many arrays.</summary>
    public int Count => _arrays.Length;

    /// <summary>The array at a position.</summary>
    public NDArray this[int index] => _arrays[index];

    /// <summary>The only array.</summary>
    /// <exception cref="KerasValueException">There are several.</exception>
    public static implicit operator NDArray(ArrayElement element) =>
        element.Count == 1 ? element[0] : throw new KerasValueException($"Expected one array, found {element.Count}.");

    /// <summary>Two arrays.</summary>
    public void Deconstruct(out NDArray first, out NDArray second)
    {
        Expect(2);
        (first, second) = (this[0], this[1]);
    }

    /// <summary>Three arrays.</summary>
    public void Deconstruct(out NDArray first, out NDArray second, out NDArray third)
    {
        Expect(3);
        (first, second, third) = (this[0], this[1], this[2]);
    }

    /// <summary>The text of the array or the tuple.</summary>
    public override string ToString() => _isTuple
        ? $"({string.Join(", ", _arrays.Select(array => PythonText.Repr(array)))}{(Count == 1 ? "," : "")})"
        : PythonText.Str(_arrays[0]);

    private void Expect(int count)
    {
        if (Count != count)
            throw new KerasValueException(Count > count
                ? $"too many values to unpack (expected {count})"
                : $"not enough values to unpack (expected {count}, got {Count})");
    }
}
