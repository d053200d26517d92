using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public class PhiloxTests
{
    // Blocks and keys printed by a numpy re-implementation that equals TensorFlow 2.16 bit for bit.
    [Fact]
    public void First_block_of_key_and_counter_zero() =>
        Assert.Equal(Hex.Words("6627e8d5 e169c58d bc57ac4c 9b00dbd8"), Block(new Philox4x32(0, 0, 0)));

    [Fact]
    public void Stateful_start() =>
        Assert.Equal(Hex.Words("67ee6f2c e55410cc 6c7eca35 557398d3"), Block(Philox4x32.Stateful(42, 7)));

    [Theory]
    [InlineData(1, 2, "6d2f7fba 908502c9 619cb60b f7734320", "41ec0a2c 679894f1 ebff843e 16148793")]
    [InlineData(42, 0, "89e74cef 53939b05 8e9181c6 b2ca7bfa", "48a426c5 3cbfcc20 715b9425 9e0295fb")]
    [InlineData(-5, 7, "ec786daa e9f94ad1 ae321d69 b32e7188", "4205fbcc 6fa270f4 6ed1282f 83d8cb41")]
    public void Stateless_start(long seed0, long seed1, string keyAndCounter, string block)
    {
        Philox4x32 stream = Philox4x32.Stateless(seed0, seed1);
        var high = (ulong)(stream.Counter >> 64);
        Assert.Equal(0ul, (ulong)stream.Counter);
        Assert.Equal(Hex.Words(keyAndCounter), new[] { (uint)stream.Key, (uint)(stream.Key >> 32), (uint)high, (uint)(high >> 32) });
        Assert.Equal(Hex.Words(block), Block(stream));
    }

    [Fact]
    public void Skipping_equals_computing_and_carries_into_the_upper_half()
    {
        var walked = new Philox4x32(5, ulong.MaxValue - 2, 9);
        var skipped = new Philox4x32(5, ulong.MaxValue - 2, 9);
        for (int i = 0; i < 5; i++)
            walked.NextBlock(out _, out _, out _, out _);
        skipped.Skip(5);
        Assert.Equal(walked.Counter, skipped.Counter);
        Assert.Equal(new UInt128(10, 2), skipped.Counter);
        Assert.Equal(Block(walked), Block(skipped));
    }

    [Fact]
    public void Words_come_in_the_order_of_the_blocks()
    {
        Philox4x32 stream = Philox4x32.Stateful(42, 7);
        var words = new PhiloxWords(stream);
        var expected = new List<uint>();
        for (int i = 0; i < 3; i++)
        {
            stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
            expected.AddRange([w0, w1, w2, w3]);
        }
        Assert.Equal(expected, Enumerable.Range(0, 12).Select(_ => words.Next()));
    }

    // Also across the overflow of the counter's lower half, where the fast way must not be taken.
    [Theory]
    [InlineData(0ul)]
    [InlineData(ulong.MaxValue - 40)]
    public void Several_blocks_at_a_time_are_the_same_blocks(ulong low)
    {
        var one = new Philox4x32(0x123456789ABCDEF, low, 77);
        var many = one;
        foreach (int blocks in (int[])[0, 1, 3, 4, 5, 8, 33])
        {
            var words = new uint[blocks * 4];
            many.Fill(words);
            uint[] expected = Enumerable.Range(0, blocks).SelectMany(_ =>
            {
                one.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
                return new[] { w0, w1, w2, w3 };
            }).ToArray();
            Assert.Equal(expected, words);
            Assert.Equal(one.Counter, many.Counter);
        }
    }

    private static uint[] Block(Philox4x32 stream)
    {
        stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
        return [w0, w1, w2, w3];
    }
}
