namespace KerasHost;

public sealed unsafe partial class Tensor
{
    /// <summary>The position of the first axis, in the same memory.</summary>
    internal Tensor Row(int index) => _text is not null ? Part(index, 1, shape.Part(1, shape.Rank)) : new(dtype, shape.Part(1, shape.Rank), _owner, _scope, Address(index));

    /// <summary>A run of positions of the first axis, in the same memory.</summary>
    internal Tensor Rows(int start, int count) => _text is not null ? Part(start, count, shape.With(0, count)) : new(dtype, shape.With(0, count), _owner, _scope, Address(start));

    private nint Address(int row) => (nint)Data + (nint)(shape.Dims[0] == 0 ? 0 : ByteLength / shape.Dims[0] * row);
}
