namespace KerasHost.Numpy;

public partial class NDArray
{
    /// <summary>a + b, element by element.</summary>
    public static NDArray operator +(NDArray a, NDArray b) => Arithmetic.Add(a, b);
    /// <summary>a - b, element by element.</summary>
    public static NDArray operator -(NDArray a, NDArray b) => Arithmetic.Subtract(a, b);
    /// <summary>a·b, element by element.</summary>
    public static NDArray operator *(NDArray a, NDArray b) => Arithmetic.Multiply(a, b);
    /// <summary>a / b as floats, element by element.</summary>
    public static NDArray operator /(NDArray a, NDArray b) => Arithmetic.Divide(a, b);
    /// <summary>The remainder with the sign of b, as Python's %.</summary>
    public static NDArray operator %(NDArray a, NDArray b) => Arithmetic.Remainder(a, b);
    /// <summary>-x</summary>
    public static NDArray operator -(NDArray x) => Arithmetic.Negate(x);
    /// <summary>A copy.</summary>
    public static NDArray operator +(NDArray x) => x.copy();
    /// <summary>a and b, of bools or bit by bit.</summary>
    public static NDArray operator &(NDArray a, NDArray b) => Arithmetic.And(a, b);
    /// <summary>a or b, of bools or bit by bit.</summary>
    public static NDArray operator |(NDArray a, NDArray b) => Arithmetic.Or(a, b);
    /// <summary>a or b but not both, of bools or bit by bit.</summary>
    public static NDArray operator ^(NDArray a, NDArray b) => Arithmetic.Xor(a, b);
    /// <summary>not x of bools, all bits turned over of integers.</summary>
    public static NDArray operator ~(NDArray x) => x.dtype == DType.Bool ? !x : x ^ Scalar(-1L).astype(x.dtype);
    /// <summary>Whether an element is zero: Python's <c>np.logical_not</c>.</summary>
    public static NDArray operator !(NDArray x) => x.astype(DType.Bool, copy: false) ^ Scalar(true);

    /// <summary>Whether a &lt; b, element by element.</summary>
    public static NDArray operator <(NDArray a, NDArray b) => Comparison.Less(a, b);
    /// <summary>Whether a &gt; b, element by element.</summary>
    public static NDArray operator >(NDArray a, NDArray b) => Comparison.Greater(a, b);
    /// <summary>Whether a ≤ b, element by element.</summary>
    public static NDArray operator <=(NDArray a, NDArray b) => Comparison.LessEqual(a, b);
    /// <summary>Whether a ≥ b, element by element.</summary>
    public static NDArray operator >=(NDArray a, NDArray b) => Comparison.GreaterEqual(a, b);

    /// <summary>Whether a = b, element by element; Python's <c>==</c>.</summary>
    public NDArray equal(NDArray other) => Comparison.Equal(this, other);

    /// <summary>Whether a ≠ b, element by element; Python's <c>!=</c>.</summary>
    public NDArray not_equal(NDArray other) => Comparison.NotEqual(this, other);

    /// <summary>a / b rounded down; Python's <c>//</c>.</summary>
    public NDArray floor_divide(NDArray other) => Arithmetic.FloorDivide(this, other);

    /// <summary>a to the power of b; Python's <c>**</c>.</summary>
    public NDArray power(NDArray other) => Arithmetic.Power(this, other);

    /// <summary>The matrix product; Python's <c>@</c>.</summary>
    public NDArray matmul(NDArray other) => Products.MatMul(this, other);

    /// <summary>The dot product of vectors, the matrix product of matrices.</summary>
    public NDArray dot(NDArray other) => Products.Dot(this, other);

    /// <summary>Adds in place: views of this memory see it.</summary>
    /// <exception cref="KerasTypeException">The sum does not fit the elements' type.</exception>
    public void operator +=(NDArray other) => InPlace(this + other, "add");
    /// <summary>Subtracts in place.</summary>
    /// <inheritdoc cref="op_AdditionAssignment"/>
    public void operator -=(NDArray other) => InPlace(this - other, "subtract");
    /// <summary>Multiplies in place.</summary>
    /// <inheritdoc cref="op_AdditionAssignment"/>
    public void operator *=(NDArray other) => InPlace(this * other, "multiply");
    /// <summary>Divides in place.</summary>
    /// <inheritdoc cref="op_AdditionAssignment"/>
    public void operator /=(NDArray other) => InPlace(this / other, "divide");

    /// <summary>Whether the only element is not zero, so that <c>if (a[0] &gt; 3)</c> reads as in Python.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static bool operator true(NDArray x) => (bool)x;
    /// <summary>Whether the only element is zero.</summary>
    /// <exception cref="KerasValueException">There are several elements.</exception>
    public static bool operator false(NDArray x) => !(bool)x;

    private void InPlace(NDArray result, string name)
    {
        bool fits = result.dtype == dtype
            || result.dtype.is_floating && dtype.is_floating
            || result.dtype.is_integer && dtype.is_integer;
        if (!fits)
            throw new KerasTypeException(
                $"Cannot cast ufunc '{name}' output from dtype('{result.dtype}') to dtype('{dtype}') with casting rule 'same_kind'");
        if (result.shape != shape)
            throw new KerasShapeException(
                $"non-broadcastable output operand with shape {Layout.Tight(Dims)} doesn't match the broadcast shape {Layout.Tight(result.Dims)}");
        Assign(result);
    }
}
