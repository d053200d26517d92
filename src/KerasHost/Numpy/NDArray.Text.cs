using KerasHost.Printing;

namespace KerasHost.Numpy;

public partial class NDArray : IPythonText
{
    /// <summary>The array as <c>print</c> writes it: <c>[1 2]</c>, or the bare scalar.</summary>
    public override string ToString() => ArrayFormatter.Format(dtype, shape, ElementAt);

    /// <summary>The array as it looks in a list: <c>array([1, 2])</c>, or the bare scalar.</summary>
    public virtual string Repr() => ndim == 0 ? ArrayFormatter.ScalarRepr(dtype, ElementAt(0)) : ArrayFormatter.FormatRepr(dtype, shape, ElementAt);
}
