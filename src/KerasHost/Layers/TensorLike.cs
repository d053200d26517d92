using System.Runtime.CompilerServices;
using KerasHost.Backend;
using KerasHost.Numpy;

namespace KerasHost.Layers;

/// <summary>
/// Data as users have it: a tensor, an array of NumPy's kind, a C# array or list, a number, or a literal such as <c>[[1, 2], [3, 4]]</c>.
/// C# arrays and literals count as Python lists do in TensorFlow: <c>double</c> becomes <c>floatx</c>, <c>int</c> int32. Nothing is copied until it is used.
/// </summary>
[CollectionBuilder(typeof(TensorLike), nameof(Create))]
public readonly struct TensorLike : IEnumerable<TensorLike>
{
    private readonly object? _value;
    private readonly bool _isList;

    private TensorLike(object value, bool isList = false) => (_value, _isList) = (value, isList);

    /// <summary>The tensor, or null when this is an array; parts as one tensor.</summary>
    internal Tensor? AsTensor => _value switch
    {
        Tensor tensor => tensor,
        TensorLike[] parts => Stack(parts),
        _ => null,
    };

    /// <summary>The data in a literal list of arrays or tensors, which a model takes for several inputs or outputs; else null.</summary>
    internal IReadOnlyList<TensorLike>? Parts => _value as TensorLike[];

    /// <summary>Data under names, which only a model takes; else null.</summary>
    internal IReadOnlyDictionary<string, TensorLike>? Named => _value as Dictionary<string, TensorLike>;

    /// <summary>The array, or null when this is a tensor.</summary>
    internal NDArray? AsArray => _value as NDArray;

    /// <summary>The elements as a tensor, or null where null was converted.</summary>
    internal Tensor? TensorOrNull => _value is null ? null : ToTensor();

    /// <summary>The sizes of the axes.</summary>
    public Shape shape => AsTensor?.shape ?? Array.shape;

    /// <summary>The type of the elements.</summary>
    public DType dtype => AsTensor?.dtype ?? (_isList && Array.dtype == DType.Float64 ? Settings.Floatx : Array.dtype);

    private NDArray Array => AsArray ?? throw new KerasValueException("Failed to find data adapter that can handle input: <class 'NoneType'>: no data was given.");

    /// <summary>A tensor with these elements.</summary>
    /// <param name="dtype">The type wanted; null keeps the type.</param>
    /// <exception cref="KerasTypeException">The elements are no numbers.</exception>
    public Tensor ToTensor(DType? dtype = null) => Op.Cast(AsTensor ?? Array.ToTensor(), dtype ?? this.dtype);

    /// <summary>The elements as an array.</summary>
    public NDArray ToArray() => AsArray ?? AsTensor!.numpy();

    /// <summary>A literal: parts along a first axis.</summary>
    /// <exception cref="KerasValueException">The parts have different shapes.</exception>
    public static TensorLike Create(ReadOnlySpan<TensorLike> parts)
    {
        if (parts.Length == 0)
            return new(NDArray.Over(System.Array.Empty<double>()), true);
        // Arrays in a list stay apart until it is known whether a model or a function takes them.
        foreach (TensorLike part in parts)
            if (part._value is Tensor { ndim: > 0 } || (part._value is NDArray { ndim: > 0 } && !part._isList))
                return new(parts.ToArray(), true);
        return Stack(parts);
    }

    /// <summary>Parts along a first axis.</summary>
    private static Tensor Stack(ReadOnlySpan<TensorLike> parts)
    {
        var tensors = new Tensor[parts.Length];
        bool floats = false;
        foreach (TensorLike part in parts)
            floats |= part.dtype.is_floating;
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = parts[i].ToTensor(floats && !parts[i].dtype.is_floating ? Settings.Floatx : parts[i].dtype);
            if (tensors[i].shape != tensors[0].shape)
                throw new KerasValueException($"Can't convert non-rectangular Python sequence to Tensor: found parts of shapes {tensors[0].shape} and {tensors[i].shape}.");
        }
        if (tensors[0].dtype.Code == DTypeCode.String)
            return Tensor.OfText([.. tensors.SelectMany(part => part.Text.ToArray())], ((Shape)tensors.Length).Append(tensors[0].shape.Dims));
        return Op.Stack(tensors);
    }

    /// <summary>The parts along the first axis.</summary>
    public IEnumerator<TensorLike> GetEnumerator()
    {
        foreach (NDArray part in ToArray())
            yield return part;
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A tensor; null stands for none where nothing need be given, as a mask.</summary>
    public static implicit operator TensorLike(Tensor? tensor) => new(tensor!);
    /// <summary>A tensor.</summary>
    public static implicit operator TensorLike(Tensors tensors) =>
        tensors.Names is { } names ? new(names.ToDictionary(name => name, name => (TensorLike)tensors[name]))
        : tensors.Count == 1 ? new(tensors[0])
        : new(tensors.Select(tensor => (TensorLike)tensor).ToArray(), true);

    /// <summary>Data under names, for models whose inputs or outputs have these names.</summary>
    public static implicit operator TensorLike(Dictionary<string, TensorLike> named) => new(named);

    /// <summary>Data under names, for models whose inputs or outputs have these names.</summary>
    public static implicit operator TensorLike(Dictionary<string, NDArray> named) => new(named.ToDictionary(pair => pair.Key, pair => (TensorLike)pair.Value));

    /// <summary>Data under names, for models whose inputs or outputs have these names.</summary>
    public static implicit operator TensorLike(Dictionary<string, Tensor> named) => new(named.ToDictionary(pair => pair.Key, pair => (TensorLike)pair.Value));

    /// <summary>Several arrays, for models with several inputs or outputs; a function takes them as parts along a first axis.</summary>
    public static implicit operator TensorLike(NDArray[] parts) => new(System.Array.ConvertAll(parts, part => (TensorLike)part), true);

    /// <summary>Several arrays, for models with several inputs or outputs; a function takes them as parts along a first axis.</summary>
    public static implicit operator TensorLike(List<NDArray> parts) => parts.ToArray();
    /// <summary>The value of a variable.</summary>
    public static implicit operator TensorLike(Variable variable) => new(variable.value);
    /// <summary>An array.</summary>
    public static implicit operator TensorLike(NDArray array) =>
        array is not ArrayParts several ? new TensorLike(array)
        : several.Names is { } names ? new TensorLike(names.ToDictionary(name => name, name => (TensorLike)several[name]))
        : several.ToArray();
    /// <summary>A number: int32.</summary>
    public static implicit operator TensorLike(int number) => List(NDArray.Over([number], []));
    /// <summary>A number: int64.</summary>
    public static implicit operator TensorLike(long number) => List(NDArray.Over([number], []));
    /// <summary>A number: float32.</summary>
    public static implicit operator TensorLike(float number) => List(NDArray.Over([number], []));
    /// <summary>A number: <c>floatx</c>.</summary>
    public static implicit operator TensorLike(double number) => List(NDArray.Over([number], []));
    /// <summary>A truth value.</summary>
    public static implicit operator TensorLike(bool value) => List(NDArray.Over([value], []));
    /// <summary>A vector: int32.</summary>
    public static implicit operator TensorLike(int[] values) => List(NDArray.Over(values));
    /// <summary>A vector: int64.</summary>
    public static implicit operator TensorLike(long[] values) => List(NDArray.Over(values));
    /// <summary>A vector: float32.</summary>
    public static implicit operator TensorLike(float[] values) => List(NDArray.Over(values));
    /// <summary>A vector: <c>floatx</c>.</summary>
    public static implicit operator TensorLike(double[] values) => List(NDArray.Over(values));
    /// <summary>A vector of truth values.</summary>
    public static implicit operator TensorLike(bool[] values) => List(NDArray.Over(values));
    /// <summary>A matrix: int32.</summary>
    public static implicit operator TensorLike(int[,] values) => List(Flat<int>(values));
    /// <summary>A matrix: float32.</summary>
    public static implicit operator TensorLike(float[,] values) => List(Flat<float>(values));
    /// <summary>A matrix: <c>floatx</c>.</summary>
    public static implicit operator TensorLike(double[,] values) => List(Flat<double>(values));
    /// <summary>Three axes: float32.</summary>
    public static implicit operator TensorLike(float[,,] values) => List(Flat<float>(values));
    /// <summary>Three axes: <c>floatx</c>.</summary>
    public static implicit operator TensorLike(double[,,] values) => List(Flat<double>(values));
    /// <summary>A vector: int32.</summary>
    public static implicit operator TensorLike(List<int> values) => List(NDArray.Over(values.ToArray()));
    /// <summary>A vector: float32.</summary>
    public static implicit operator TensorLike(List<float> values) => List(NDArray.Over(values.ToArray()));
    /// <summary>A vector: <c>floatx</c>.</summary>
    public static implicit operator TensorLike(List<double> values) => List(NDArray.Over(values.ToArray()));
    /// <summary>Rows of equal length: int32.</summary>
    public static implicit operator TensorLike(int[][] rows) => List(Rows(rows));
    /// <summary>Rows of equal length: float32.</summary>
    public static implicit operator TensorLike(float[][] rows) => List(Rows(rows));
    /// <summary>Rows of equal length: <c>floatx</c>.</summary>
    public static implicit operator TensorLike(double[][] rows) => List(Rows(rows));

    /// <summary>Rows of equal length: int32.</summary>
    public static implicit operator TensorLike(List<List<int>> rows) => List(Rows([.. rows.Select(row => row.ToArray())]));
    /// <summary>Rows of equal length: float32.</summary>
    public static implicit operator TensorLike(List<List<float>> rows) => List(Rows([.. rows.Select(row => row.ToArray())]));
    /// <summary>Rows of equal length: <c>floatx</c>.</summary>
    public static implicit operator TensorLike(List<List<double>> rows) => List(Rows([.. rows.Select(row => row.ToArray())]));

    /// <summary>A text.</summary>
    public static implicit operator TensorLike(string text) => List(text);

    /// <summary>Texts.</summary>
    public static implicit operator TensorLike(string[] texts) => List(texts);

    /// <summary>Texts.</summary>
    public static implicit operator TensorLike(List<string> texts) => List(texts);

    /// <summary>Rows of texts.</summary>
    public static implicit operator TensorLike(string[][] rows) => List(rows);

    private static TensorLike List(NDArray array) => new(array, true);

    private static NDArray Flat<T>(Array values) where T : unmanaged
    {
        var flat = new T[values.Length];
        Buffer.BlockCopy(values, 0, flat, 0, Buffer.ByteLength(values));
        int[] dims = [.. Enumerable.Range(0, values.Rank).Select(values.GetLength)];
        return NDArray.Over(flat, dims);
    }

    private static NDArray Rows<T>(T[][] rows)
    {
        int length = rows.Length > 0 ? rows[0].Length : 0;
        if (System.Array.Exists(rows, row => row.Length != length))
            throw new KerasValueException("Can't convert non-rectangular Python sequence to Tensor: the rows have different lengths. Pad them first, for example with pad_sequences.");
        return NDArray.Over(rows.SelectMany(row => row).ToArray(), [rows.Length, length]);
    }
}
