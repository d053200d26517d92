using System.Globalization;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Npy;

/// <summary>Writes one array as an npy file of version 1.0, little-endian, row by row.</summary>
internal sealed class NpyWriter
{
    private readonly NpyArray _array;
    private readonly byte[] _header;
    private readonly int _codePoints;
    private readonly byte[] _pickle = [];

    public NpyWriter(NpyArray array)
    {
        _array = array;
        if (array.DType == DTypeCode.String)
            _codePoints = Math.Max(1, array.As<string>().Select(NpyElements.CountCodePoints).DefaultIfEmpty().Max());
        if (array.DType == DTypeCode.Object)
            _pickle = PickleObjects(array);
        _header = NpyHeader.Make(Descr(array.DType, _codePoints), array.Shape);
        Length = _header.Length + array.DType.Code switch
        {
            DTypeCode.String => (long)array.Data.Length * _codePoints * 4,
            DTypeCode.Object => _pickle.Length,
            _ => (long)array.Data.Length * array.DType.itemsize,
        };
    }

    /// <summary>The bytes that are written.</summary>
    public long Length { get; }

    public void Write(Stream stream)
    {
        stream.Write(_header);
        switch (_array.DType.Code)
        {
            case DTypeCode.String: NpyElements.WriteTexts(stream, _array.As<string>(), _codePoints); break;
            case DTypeCode.Object: stream.Write(_pickle); break;
            default: NpyElements.Write(stream, _array); break;
        }
    }

    private static string Descr(DType dtype, int codePoints) => dtype.Code switch
    {
        DTypeCode.Bool => "|b1",
        DTypeCode.Int8 => "|i1",
        DTypeCode.UInt8 => "|u1",
        DTypeCode.Object => "|O",
        DTypeCode.String => string.Create(CultureInfo.InvariantCulture, $"<U{codePoints}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"<{(dtype.is_floating ? 'f' : dtype.name[0])}{dtype.itemsize}"),
    };

    // What array.__reduce__ gives, so that np.load(allow_pickle=True) takes it back.
    private static byte[] PickleObjects(NpyArray array)
    {
        var pickle = new PickleWriter(3);
        pickle.Global("numpy.core.multiarray", "_reconstruct");
        pickle.Tuple(() =>
        {
            pickle.Global("numpy", "ndarray");
            pickle.Tuple(() => pickle.Value(0L));
            pickle.Value("b"u8.ToArray());
        });
        pickle.Reduce();
        pickle.Tuple(() =>
        {
            pickle.Value(1L);
            pickle.Tuple(() =>
            {
                foreach (int dim in array.Shape.Dims)
                    pickle.Value((long)dim);
            });
            pickle.Global("numpy", "dtype");
            pickle.Tuple(() =>
            {
                pickle.Value("O8");
                pickle.Value(false);
                pickle.Value(true);
            });
            pickle.Reduce();
            pickle.Tuple(() =>
            {
                pickle.Value(3L);
                pickle.Value("|");
                pickle.Value(null);
                pickle.Value(null);
                pickle.Value(null);
                pickle.Value(-1L);
                pickle.Value(-1L);
                pickle.Value(63L);
            });
            pickle.Build();
            pickle.Value(false);
            pickle.Value((object?[])array.Data);
        });
        pickle.Build();
        return pickle.ToArray();
    }
}
