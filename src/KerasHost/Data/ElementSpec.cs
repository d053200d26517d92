namespace KerasHost.Data;

/// <summary>What the elements of a dataset look like: one tensor, or a tuple of such, possibly nested.</summary>
public sealed class ElementSpec
{
    private readonly TensorSpec? _tensor;
    private readonly ElementSpec[] _parts;

    private ElementSpec(TensorSpec? tensor, ElementSpec[] parts) => (_tensor, _parts) = (tensor, parts);

    /// <summary>True for one tensor, false for a tuple.</summary>
    public bool IsTensor => _tensor is not null;

    /// <summary>The parts of a tuple.</summary>
    public IReadOnlyList<ElementSpec> parts => _parts;

    /// <summary>The shape of the only tensor.</summary>
    /// <exception cref="KerasTypeException">There is a tuple.</exception>
    public Shape shape => Only.shape;

    /// <summary>The type of the only tensor.</summary>
    /// <exception cref="KerasTypeException">There is a tuple.</exception>
    public DType dtype => Only.dtype;

    /// <summary>The tensors from left to right, whatever the nesting.</summary>
    internal IReadOnlyList<TensorSpec> Flat => _tensor is not null ? [_tensor] : [.. _parts.SelectMany(part => part.Flat)];

    private TensorSpec Only => _tensor ?? throw new KerasTypeException($"The elements are tuples, not tensors: {this}. Take one of their parts.");

    /// <summary>One tensor.</summary>
    public static implicit operator ElementSpec(TensorSpec tensor) => new(tensor, []);

    /// <summary>A pair.</summary>
    public static implicit operator ElementSpec((ElementSpec, ElementSpec) pair) => Tuple(pair.Item1, pair.Item2);

    /// <summary>A pair.</summary>
    public static implicit operator ElementSpec((TensorSpec, TensorSpec) pair) => Tuple(pair.Item1, pair.Item2);

    /// <summary>A triple.</summary>
    public static implicit operator ElementSpec((TensorSpec, TensorSpec, TensorSpec) triple) => Tuple(triple.Item1, triple.Item2, triple.Item3);

    /// <summary>As TensorFlow prints it.</summary>
    public override string ToString() => _tensor?.ToString() ?? (_parts.Length == 1 ? $"({_parts[0]},)" : $"({string.Join(", ", (object[])_parts)})");

    /// <summary>A tuple of these.</summary>
    internal static ElementSpec Tuple(params ElementSpec[] parts) => new(null, parts);

    /// <summary>One tensor for a single one, else a tuple.</summary>
    internal static ElementSpec Of(bool isTuple, IReadOnlyList<Tensor> tensors)
    {
        ElementSpec[] parts = [.. tensors.Select(tensor => (ElementSpec)new TensorSpec(tensor.shape, tensor.dtype))];
        return isTuple ? Tuple(parts) : parts[0];
    }

    /// <summary>The same nesting with other tensors.</summary>
    internal ElementSpec Select(Func<TensorSpec, TensorSpec> change) =>
        _tensor is not null ? change(_tensor) : Tuple(Array.ConvertAll(_parts, part => part.Select(change)));

    /// <summary>What fits both: sizes that differ become unknown; null when types, ranks or the nesting differ.</summary>
    internal ElementSpec? Common(ElementSpec other)
    {
        if (IsTensor != other.IsTensor || _parts.Length != other._parts.Length)
            return null;
        if (_tensor is { } mine)
        {
            TensorSpec theirs = other._tensor!;
            if (mine.dtype != theirs.dtype || mine.shape.Rank != theirs.shape.Rank)
                return null;
            int[] dims = mine.shape.Dims.ToArray();
            for (int i = 0; i < dims.Length; i++)
                if (dims[i] != theirs.shape.Dims[i])
                    dims[i] = Shape.Unknown;
            return new TensorSpec(dims, mine.dtype);
        }
        var common = new ElementSpec[_parts.Length];
        for (int i = 0; i < common.Length; i++)
        {
            if (_parts[i].Common(other._parts[i]) is not { } part)
                return null;
            common[i] = part;
        }
        return Tuple(common);
    }
}
