using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public class LibMTests
{
    // float r = logf(x) of the GNU C library, printed as bits
    [Theory]
    [InlineData(0x3f000000, 0xbf317218)]
    [InlineData(0x3dcccccd, 0xc0135d8e)]
    [InlineData(0x3f666666, 0xbdd7c745)]
    [InlineData(0x33d6bf95, 0xc180f1dc)]
    [InlineData(0x3f7fbe77, 0xba8322ca)]
    [InlineData(0x3eaaa64c, 0xbf8ca29b)]
    [InlineData(0x3f800000, 0x00000000)]
    public void Log(uint x, uint expected) =>
        Assert.Equal(expected, BitConverter.SingleToUInt32Bits(LibM.Log(BitConverter.UInt32BitsToSingle(x))));

    // sincosf(x) of the GNU C library, printed as bits
    [Theory]
    [InlineData(0x3dcccccd, 0x3dcc7577, 0x3f7eb898)]
    [InlineData(0x3f000000, 0x3ef57744, 0x3f60a940)]
    [InlineData(0x3f4ccccd, 0x3f37a4a6, 0x3f325b5f)]
    [InlineData(0x3f800000, 0x3f576aa4, 0x3f0a5140)]
    [InlineData(0x40200000, 0x3f193578, 0xbf4d17bf)]
    [InlineData(0x40800000, 0xbf41bdcf, 0xbf275530)]
    [InlineData(0x40c00000, 0xbe8f0f8c, 0x3f75cdb8)]
    [InlineData(0x00000000, 0x00000000, 0x3f800000)]
    public void SinCos(uint x, uint expectedSin, uint expectedCos)
    {
        LibM.SinCos(BitConverter.UInt32BitsToSingle(x), out float sin, out float cos);
        Assert.Equal(expectedSin, BitConverter.SingleToUInt32Bits(sin));
        Assert.Equal(expectedCos, BitConverter.SingleToUInt32Bits(cos));
    }
}
