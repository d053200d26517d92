namespace KerasHost;

// A variable beside another or beside a number counts as its value; beside a tensor the operators of tensors do.
public sealed partial class Variable
{
    /// <summary>-x</summary>
    public static Tensor operator -(Variable x) => -x.value;
    /// <summary>a + b</summary>
    public static Tensor operator +(Variable a, Variable b) => a.value + b.value;
    /// <summary>a + b</summary>
    public static Tensor operator +(Variable a, double b) => a.value + b;
    /// <summary>a + b</summary>
    public static Tensor operator +(double a, Variable b) => a + b.value;
    /// <summary>a - b</summary>
    public static Tensor operator -(Variable a, Variable b) => a.value - b.value;
    /// <summary>a - b</summary>
    public static Tensor operator -(Variable a, double b) => a.value - b;
    /// <summary>a - b</summary>
    public static Tensor operator -(double a, Variable b) => a - b.value;
    /// <summary>a·b, element by element</summary>
    public static Tensor operator *(Variable a, Variable b) => a.value * b.value;
    /// <summary>a·b, element by element</summary>
    public static Tensor operator *(Variable a, double b) => a.value * b;
    /// <summary>a·b, element by element</summary>
    public static Tensor operator *(double a, Variable b) => a * b.value;
    /// <summary>a / b</summary>
    public static Tensor operator /(Variable a, Variable b) => a.value / b.value;
    /// <summary>a / b</summary>
    public static Tensor operator /(Variable a, double b) => a.value / b;
    /// <summary>a / b</summary>
    public static Tensor operator /(double a, Variable b) => a / b.value;
    /// <summary>a mod b</summary>
    public static Tensor operator %(Variable a, Variable b) => a.value % b.value;
    /// <summary>a mod b</summary>
    public static Tensor operator %(Variable a, double b) => a.value % b;
    /// <summary>a &lt; b</summary>
    public static Tensor operator <(Variable a, Variable b) => a.value < b.value;
    /// <summary>a &lt; b</summary>
    public static Tensor operator <(Variable a, double b) => a.value < b;
    /// <summary>a > b</summary>
    public static Tensor operator >(Variable a, Variable b) => a.value > b.value;
    /// <summary>a > b</summary>
    public static Tensor operator >(Variable a, double b) => a.value > b;
    /// <summary>a ≤ b</summary>
    public static Tensor operator <=(Variable a, Variable b) => a.value <= b.value;
    /// <summary>a ≤ b</summary>
    public static Tensor operator <=(Variable a, double b) => a.value <= b;
    /// <summary>a ≥ b</summary>
    public static Tensor operator >=(Variable a, Variable b) => a.value >= b.value;
    /// <summary>a ≥ b</summary>
    public static Tensor operator >=(Variable a, double b) => a.value >= b;

    /// <summary>Part of the value, by positions.</summary>
    public Tensor this[params ReadOnlySpan<Slice> index] => value[index];
}
