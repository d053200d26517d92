namespace KerasHost.RandomNumbers;

/// <summary>A Philox stream read one 32-bit word at a time, as tf.data and the categorical kernel read it.</summary>
public struct PhiloxWords(Philox4x32 blocks)
{
    private Philox4x32 _blocks = blocks;
    private uint _w1, _w2, _w3;
    private int _left;

    /// <summary>The next word.</summary>
    public uint Next()
    {
        switch (_left)
        {
            case 3:
                _left = 2;
                return _w1;
            case 2:
                _left = 1;
                return _w2;
            case 1:
                _left = 0;
                return _w3;
            default:
                _blocks.NextBlock(out uint w0, out _w1, out _w2, out _w3);
                _left = 3;
                return w0;
        }
    }

    /// <summary>A double in [0, 1) with 52 random bits, from two words.</summary>
    public double NextDouble()
    {
        uint x0 = Next();
        return PhiloxNumbers.UnitDouble(x0, Next());
    }
}
