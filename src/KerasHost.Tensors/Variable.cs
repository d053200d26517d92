using KerasHost.Printing;

namespace KerasHost;

/// <summary>
/// A tensor that can be changed: a weight, an optimizer slot, a counter. Whoever took its value before a change keeps the old numbers.
/// </summary>
public sealed partial class Variable : IPythonText
{
    private Tensor _value;
    private Tensor? _spare;
    private Tensor? _alias;
    private StepScope? _aliasScope;
    private StepScope? _spareScope;
    private bool _shared;

    /// <summary>A variable that starts with a copy of these numbers.</summary>
    /// <param name="initial_value">The first value.</param>
    /// <param name="trainable">Whether gradients are wanted.</param>
    /// <param name="name">The name, as Keras writes it in weight files.</param>
    public Variable(Tensor initial_value, bool trainable = true, string? name = null) : this(initial_value, trainable, name ?? "Variable:0", isFresh: false)
    {
    }

    private Variable(Tensor first, bool trainable, string name, bool isFresh)
    {
        this.name = name;
        this.trainable = trainable;
        if (isFresh && first.AsValueOf(this) is { } own)
        {
            _value = own;
            return;
        }
        _value = Tensor.Owned(first.dtype, first.shape, this);
        first.Bytes.CopyTo(_value.Bytes);
        GC.KeepAlive(first);
    }

    /// <summary>A variable over the memory of a tensor that nobody else has or will have, such as an initializer has just made.</summary>
    internal static Variable Over(Tensor fresh, bool trainable, string name) => new(fresh, trainable, name, isFresh: true);

    /// <summary>The name, as Keras writes it in weight files.</summary>
    public string name { get; internal set; }

    /// <summary>Whether gradients are wanted.</summary>
    public bool trainable { get; internal set; }

    /// <summary>What holds for the value after every update of an optimizer; null for nothing.</summary>
    internal Func<Tensor, Tensor>? Constraint { get; set; }

    /// <summary>The type of the elements.</summary>
    public DType dtype => _value.dtype;

    /// <summary>The sizes of the axes.</summary>
    public Shape shape => _value.shape;

    /// <summary>The value now. Later changes of the variable do not show in it; inside a step it lives as long as the step.</summary>
    public Tensor value
    {
        get
        {
            if (StepScope.Current is not { } scope)
            {
                _shared = true;
                return _value;
            }
            if (_aliasScope != scope)
            {
                _alias = _value.AliasInStep(scope);
                _aliasScope = scope;
            }
            return _alias!;
        }
    }

    /// <summary>The value now.</summary>
    public static implicit operator Tensor(Variable variable) => variable.value;

    /// <summary>The value of a variable of one element.</summary>
    public static explicit operator double(Variable variable) => (double)variable.value;

    /// <summary>The value of a variable of one element.</summary>
    public static explicit operator float(Variable variable) => (float)variable.value;

    /// <summary>The value of a variable of one element; a fraction is cut off.</summary>
    public static explicit operator int(Variable variable) => (int)variable.value;

    /// <summary>The value of a variable of one element; a fraction is cut off.</summary>
    public static explicit operator long(Variable variable) => (long)variable.value;

    /// <summary>True when the value of a variable of one element is not zero.</summary>
    public static explicit operator bool(Variable variable) => (bool)variable.value;

    /// <summary>Sets the value to a copy of <paramref name="value"/>.</summary>
    /// <exception cref="KerasShapeException">The shape differs.</exception>
    /// <exception cref="KerasTypeException">The type differs.</exception>
    /// <returns>This variable.</returns>
    public Variable assign(Tensor value)
    {
        if (value.shape != shape)
            throw new KerasShapeException($"Cannot assign value to variable '{name}': Shape mismatch. The variable shape {shape}, and the assigned value shape {value.shape} are incompatible.");
        if (value.dtype != dtype)
            throw new KerasTypeException($"Cannot assign a value of type {value.dtype} to variable '{name}' of type {dtype}.");
        value.Bytes.CopyTo(Fresh().Bytes);
        GC.KeepAlive(value);
        return this;
    }

    /// <summary>Adds to the value.</summary>
    public Variable assign_add(Tensor delta) => assign(Op.Add(value, delta));

    /// <summary>Subtracts from the value.</summary>
    public Variable assign_sub(Tensor delta) => assign(Op.Subtract(value, delta));

    /// <summary>The storage as it is now, to be written to a file; nothing may change it meanwhile.</summary>
    internal ReadOnlySpan<byte> StoredBytes => _value.Bytes;

    /// <summary>The storage, to be overwritten as a whole; the old numbers stay with whoever took them.</summary>
    internal Span<byte> OverwriteBytes() => Fresh().Bytes;

    /// <summary>The storage of a variable whose value nobody has read yet, to be overwritten as a whole.</summary>
    internal Span<byte> FirstBytes => _value.Bytes;

    /// <summary>The elements, to be overwritten as a whole; the old numbers stay with whoever took them.</summary>
    internal Span<T> Overwrite<T>() where T : unmanaged => Fresh().AsSpan<T>();

    /// <summary>Adds numbers, rounded to the type first, to the elements (floats); the old sums stay with whoever took them.</summary>
    internal void Add(ReadOnlySpan<double> values)
    {
        Tensor old = _value, next = Fresh();
        for (int i = 0; i < values.Length; i++)
            if (dtype == DType.Float64)
                next.AsSpan<double>()[i] = old.AsSpan<double>()[i] + values[i];
            else
                next.AsSpan<float>()[i] = old.AsSpan<float>()[i] + (float)values[i];
        GC.KeepAlive(old);
    }

    /// <summary>
    /// The storage, to be changed in place by an optimizer at the end of a step. Values taken in this step see the change;
    /// values taken outside of steps keep the old numbers.
    /// </summary>
    internal Tensor UpdateInPlace()
    {
        if (StepScope.Current is null)
            throw new InvalidOperationException("A variable is updated in place only inside a step.");
        if (_shared)
        {
            Tensor old = _value;
            _value = Tensor.Owned(dtype, shape, this);
            old.Bytes.CopyTo(_value.Bytes);
            _shared = false;
            _aliasScope = null;
        }
        return _value;
    }

    // Storage for a new value that nobody else can see: in place when nobody holds the old one.
    private Tensor Fresh()
    {
        if (_shared)
        {
            _value = Tensor.Owned(dtype, shape, this);
            _shared = false;
        }
        else if (_aliasScope is { IsAlive: true })
        {
            // The running step may still need the old numbers (a state that its backward pass reads): keep them aside until it ends.
            Tensor next = _spare is not null && _spareScope is not { IsAlive: true } ? _spare : Tensor.Owned(dtype, shape, this);
            _spare = _value;
            _spareScope = _aliasScope;
            _value = next;
        }
        _aliasScope = null;
        return _value;
    }

    /// <summary>The text that TensorFlow prints: name, shape, type and numbers.</summary>
    public override string ToString() => TensorText.FormatVariable(name, dtype, shape, _value.Element);

    /// <inheritdoc/>
    public string Repr() => ToString();
}
