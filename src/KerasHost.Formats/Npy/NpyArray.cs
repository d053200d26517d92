using System.Globalization;
using System.Runtime.InteropServices;
using KerasHost.Formats.Common;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Npy;

/// <summary>An array as npy files and pickles hold it: a type, a shape, and the elements row by row in a managed array.</summary>
public sealed class NpyArray : IPickleState
{
    /// <summary>An array over <paramref name="data"/>, which is not copied.</summary>
    /// <param name="dtype">The element type; not bfloat16, which NumPy does not know.</param>
    /// <param name="shape">The shape, fully known.</param>
    /// <param name="data">A one-dimensional array of the .NET type that <paramref name="dtype"/> stands for (<see cref="Half"/> for float16).</param>
    /// <exception cref="KerasValueException">The array has another element type or length.</exception>
    public NpyArray(DType dtype, Shape shape, Array data)
    {
        if (data.GetType() != ArrayTypeOf(dtype))
            throw new KerasValueException($"Elements of {dtype} come as {ArrayTypeOf(dtype).Name}, not as {data.GetType().Name}.");
        if (data.Length != shape.Size)
            throw new KerasValueException($"Shape {shape} has {shape.Size} elements, the data has {data.Length}.");
        DType = dtype;
        Shape = shape;
        Data = data;
    }

    /// <summary>What a pickle makes first and gives a state later.</summary>
    internal NpyArray() : this(DType.Float64, Shape.Of(0), Array.Empty<double>()) { }

    /// <summary>The element type.</summary>
    public DType DType { get; private set; }

    /// <summary>The shape; an empty one for a single value.</summary>
    public Shape Shape { get; private set; }

    /// <summary>
    /// The elements row by row: <c>float[]</c>, <c>Half[]</c>, <c>long[]</c>, <c>bool[]</c> and so on; <c>string[]</c> for text;
    /// <c>object?[]</c> for objects, which are what <see cref="PickleReader"/> makes, and <c>byte[]</c> for byte strings.
    /// </summary>
    public Array Data { get; private set; }

    /// <summary>An array of these elements.</summary>
    /// <exception cref="KerasTypeException">No data type holds <typeparamref name="T"/>.</exception>
    /// <exception cref="KerasValueException">The shape asks for another number.</exception>
    public static NpyArray Of<T>(T[] data, Shape shape) => new(DType.Of(typeof(T)), shape, data);

    /// <summary>Reads a tensor of any format; bfloat16, which NumPy does not know, becomes float32.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    /// <exception cref="KerasValueException">The tensor is none of the file, or takes 2 GiB or more.</exception>
    public static NpyArray From(IWeightReader reader, TensorInfo tensor)
    {
        var dtype = tensor.DType == DType.BFloat16 ? DType.Float32 : tensor.DType;
        if (tensor.Shape.Size * dtype.itemsize > Array.MaxLength)
            throw new KerasValueException($"{tensor} of {reader.Path} takes 2 GiB or more.");
        var data = Array.CreateInstanceFromArrayType(ArrayTypeOf(dtype), (int)tensor.Shape.Size);
        var bytes = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(data), data.Length * dtype.itemsize);
        if (tensor.DType == DType.BFloat16)
            reader.Read(tensor, MemoryMarshal.Cast<byte, float>(bytes));
        else
            reader.Read(tensor, bytes);
        return new(dtype, tensor.Shape, data);
    }

    /// <summary>The elements as an array of <typeparamref name="T"/>, not copied.</summary>
    /// <exception cref="KerasTypeException">The elements are of another type.</exception>
    public T[] As<T>() => Data.GetType() == typeof(T[]) ? (T[])Data : throw new KerasTypeException($"The array holds {DType}, not {typeof(T).Name}.");

    // NumPy's __setstate__: version, shape, type, order, elements.
    void IPickleState.SetState(PickleArguments state)
    {
        var shape = NumpyGlobals.GetShape(state, 1);
        var type = state.Get<PickledDType>(2, "type of an array").Parse(state);
        bool isFortran = state.Get<bool>(3, "order of an array");
        if (type.Kind != 'O')
            Take(NumpyGlobals.MakeArray(state, type, shape, isFortran, NumpyGlobals.GetBytes(state, 4, "elements of an array")));
        else if (state.Get<PickleList>(4, "elements of an array") is var list && list.Count == shape.Size)
            Take(new(DTypeCode.Object, shape, list.ToArray()));
        else
            throw state.Error("elements of an array", string.Create(CultureInfo.InvariantCulture, $"{shape.Size} for shape {shape}"), list.Count.ToString(CultureInfo.InvariantCulture));
    }

    private void Take(NpyArray other)
    {
        DType = other.DType;
        Shape = other.Shape;
        Data = other.Data;
    }

    private static Type ArrayTypeOf(DType dtype) => dtype.Code switch
    {
        DTypeCode.Float32 => typeof(float[]),
        DTypeCode.Float64 => typeof(double[]),
        DTypeCode.Float16 => typeof(Half[]),
        DTypeCode.Int8 => typeof(sbyte[]),
        DTypeCode.Int16 => typeof(short[]),
        DTypeCode.Int32 => typeof(int[]),
        DTypeCode.Int64 => typeof(long[]),
        DTypeCode.UInt8 => typeof(byte[]),
        DTypeCode.UInt16 => typeof(ushort[]),
        DTypeCode.UInt32 => typeof(uint[]),
        DTypeCode.UInt64 => typeof(ulong[]),
        DTypeCode.Bool => typeof(bool[]),
        DTypeCode.String => typeof(string[]),
        DTypeCode.Object => typeof(object[]),
        _ => throw new KerasValueException($"NumPy's arrays cannot hold {dtype}; convert it to float32 first."),
    };
}
