namespace KerasHost.Engines;

/// <summary>Functions of single elements. Result tensors come allocated, of the right shape and type.</summary>
public interface IElementwiseEngine
{
    /// <summary>y = f(x), same shape; y may be x. Types: all floats; Negate, Abs, Sign, Square also integers.</summary>
    void Unary(UnaryKind kind, Tensor x, Tensor y);

    /// <summary>y = f(a, b); a and b, of one type, broadcast to the shape of y. y may be an operand of its own shape.</summary>
    void Binary(BinaryKind kind, Tensor a, Tensor b, Tensor y);

    /// <summary>y = condition ? a : b; all three broadcast to the shape of y. Any type.</summary>
    void Select(Tensor condition, Tensor a, Tensor b, Tensor y);

    /// <summary>y = x in the type of y, same shape. Floats to integers cut off; anything to bool is x ≠ 0. float16 and bfloat16 round to even.</summary>
    void Cast(Tensor x, Tensor y);

    /// <summary>Every element of y becomes <paramref name="value"/> (not 0 is true).</summary>
    void Fill(Tensor y, double value);
}
