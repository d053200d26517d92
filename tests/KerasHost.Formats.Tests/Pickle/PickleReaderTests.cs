using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Tests.Pickle;

public class PickleReaderTests
{
    // The pickles are written as Python's repr shows bytes.
    [Theory]
    [InlineData(@"\x80\x03K\x07.", 7L)]
    [InlineData(@"I-12\n.", -12L)]
    [InlineData(@"I01\n.", true)]
    [InlineData(@"I00\n.", false)]
    [InlineData(@"L123L\n.", 123L)]
    [InlineData(@"\x8a\x00.", 0L)]
    [InlineData(@"\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\x00.", "18446744073709551615")]
    [InlineData(@"F2.5\n.", 2.5)]
    [InlineData(@"F-inf\n.", double.NegativeInfinity)]
    [InlineData(@"G\x40\x04\x00\x00\x00\x00\x00\x00.", 2.5)]
    [InlineData(@"N.", null)]
    [InlineData(@"V\\u00fc\\U0001F600a\n.", "ü\U0001F600a")]
    [InlineData(@"S'a\\x41\\n\\''\n.", "aA\n'")]
    [InlineData(@"U\x02\xfc\x62.", "üb")]
    [InlineData(@"\x8c\x02\xc3\xbc.", "ü")]
    [InlineData(@"K\x01K\x02\x30.", 1L)]
    [InlineData(@"K\x01(K\x02K\x031.", 1L)]
    [InlineData(@"K\x01(0.", 1L)]
    [InlineData(@"K\x05q\xff0h\xff.", 5L)]
    [InlineData(@"K\x05r\xff\xff\xff\x7f0j\xff\xff\xff\x7f.", 5L)]
    [InlineData(@"K\x05\x94K\x06\x94h\x00.", 5L)]
    public void ReadsScalars(string pickle, object? expected)
    {
        object? found = Read(pickle);
        Assert.Equal(expected, found is BigInteger big ? big.ToString(System.Globalization.CultureInfo.InvariantCulture) : found);
    }

    [Theory]
    [InlineData(@"](K\x01K\x02e(K\x03J\xff\xff\xff\xffM\x00\x01e.", new[] { 1, 2, 3, -1, 256 })]
    [InlineData(@"](K\x01K\x02eK\x07a.", new[] { 1, 2, 7 })]
    [InlineData(@"(K\x01I5\nl.", new[] { 1, 5 })]
    [InlineData(@"].", new int[0])]
    [InlineData(@"](e.", new int[0])]
    [InlineData(@"](K\x01K\x02K\x03K\x04K\x05K\x06K\x07t0.", new int[0])]
    public void ReadsListsOfSmallIntegersWithoutBoxing(string pickle, int[] expected)
    {
        var list = Assert.IsType<PickleList>(Read(pickle));
        Assert.True(list.TryGetInts(out var ints));
        Assert.Equal(expected, ints.ToArray());
        Assert.Equal(expected.Select(i => (object?)(long)i), list);
    }

    [Fact]
    public void ListsGrowInTurnsAndMixTypes()
    {
        // Two lists that are appended to alternately, then the first gets a long and a text.
        var pickle = new StringBuilder(@"](]q\x00]q\x01e0");
        for (int i = 0; i < 500; i++)
            pickle.Append(@"h\x00(K\x01K\x02K\x03K\x04K\x05K\x06e0h\x01(K\x07K\x08K\x09K\x0aK\x0bK\x0ce0");
        pickle.Append(@"](h\x00h\x01eh\x00(\x8a\x05\x00\x00\x00\x00\x01X\x01\x00\x00\x00xe0.");
        var both = Assert.IsType<PickleList>(Read(pickle.ToString()));
        var first = Assert.IsType<PickleList>(both[0]);
        var second = Assert.IsType<PickleList>(both[1]);
        Assert.Equal(3002, first.Count);
        Assert.False(first.TryGetInts(out _));
        Assert.Equal([1L, 6L, 4294967296L, "x"], new[] { first[0], first[2999], first[3000], first[3001] });
        Assert.True(second.TryGetInts(out var ints));
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => 7 + i % 6), ints.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => first[3002]);
    }

    [Fact]
    public void ReadsDictsAndTuples()
    {
        var dict = Assert.IsType<PickleDict>(Read(@"}(X\x01\x00\x00\x00aK\x01K\x02)uX\x01\x00\x00\x00aK\x05s."));
        Assert.True(dict.TryGetValue("a", out object? value));
        Assert.Equal(5L, value);
        Assert.False(dict.TryGetValue("b", out _));
        Assert.Equal(["a", 2L], dict.Select(item => item.Key));
        Assert.Empty(Assert.IsType<PickleTuple>(dict[1].Value));
    }

    [Fact]
    public void CallsOnlyWhatTheCallerAllows()
    {
        var globals = new PickleGlobals([new("m.f", arguments => arguments.Get<long>(0, "n") + 1), new("m.c", null)]);
        Assert.Equal(8L, PickleReader.Read(Latin(@"cm\nf\nK\x07\x85R."), "x", 0, globals));
        Assert.Equal(8L, PickleReader.Read(Latin(@"\x8c\x01m\x8c\x01f\x93K\x07\x85R."), "x", 0, globals));
        Assert.Contains("global that makes a value, found m.c", Refusal(@"cm\nc\n)R.", globals), StringComparison.Ordinal);
        Assert.Contains("n: expected a value of type Int64, found 'x'", Refusal(@"cm\nf\nU\x01x\x85R.", globals), StringComparison.Ordinal);
        Assert.Equal("id 3", PickleReader.Read(Latin(@"K\x03Q."), "x", 0, globals, id => "id " + id[0]));
    }

    [Theory]
    [InlineData(@"cos\nsystem\nU\x01x\x85R.", "'os.system'")]
    [InlineData(@"cbuiltins\neval\n.", "'builtins.eval'")]
    [InlineData(@"\x8c\x02os\x8c\x06system\x93.", "'os.system'")]
    [InlineData(@"(ios\nsystem\n.", "INST of 'os.system'")]
    [InlineData(@"(o.", "OBJ")]
    [InlineData(@"\x82\x01.", "EXT")]
    [InlineData(@"\x8f.", "a set")]
    [InlineData(@"\x97.", "a buffer outside the pickle")]
    [InlineData(@"\x92.", "NEWOBJ_EX")]
    [InlineData(@"K\x01Q.", "persistent id")]
    [InlineData(@"\x80\x06.", "a protocol up to 5, found 6")]
    [InlineData(@"\x7f.", "0x7F")]
    [InlineData(@"", "opcode: expected 1 bytes, found 0")]
    [InlineData(@"K\x01", "opcode: expected 1 bytes")]
    [InlineData(@".", "a value, found none")]
    [InlineData(@"K\x01(.", "a value, found none")]
    [InlineData(@"e.", "a mark, found none")]
    [InlineData(@"K\x01K\x02a.", "a list on the stack")]
    [InlineData(@"K\x01K\x02K\x03s.", "a dictionary on the stack")]
    [InlineData(@"}(K\x01u.", "a value for each key")]
    [InlineData(@"K\x01\x86.", "2 values on the stack")]
    [InlineData(@"(K\x01\x86.", "2 values on the stack")]
    [InlineData(@"h\x05.", "stored before, found 5")]
    [InlineData(@"j\xff\xff\xff\xff.", "stored before")]
    [InlineData(@"p-1\n.", "a number, found '-1'")]
    [InlineData(@"N}b.", "an object that takes a state")]
    [InlineData(@"NNR.", "a global and a tuple")]
    [InlineData(@"Ix\n.", "an integer of a sensible length")]
    [InlineData(@"Fx\n.", "a number, found 'x'")]
    [InlineData(@"I5.", "an end of line")]
    [InlineData(@"\x8b\xff\xff\xff\x7f.", "0 to 1024")]
    [InlineData(@"X\xff\xff\xff\xff.", "4294967295 bytes")]
    [InlineData(@"\x8e\xff\xff\xff\xff\xff\xff\xff\x7f.", "9223372036854775807 bytes")]
    [InlineData(@"T\xff\xff\xff\xff.", "18446744073709551615 bytes")]
    [InlineData(@"S'\\q'\n.", "a known escape")]
    [InlineData(@"V\\uD8\n.", "a hexadecimal escape")]
    public void RefusesEverythingElse(string pickle, string problem) => Assert.Contains(problem, Refusal(pickle, PickleGlobals.None), StringComparison.Ordinal);

    [Fact]
    public void ErrorsTellThePosition()
    {
        var error = Assert.Throws<ModelFormatException>(() => PickleReader.Read(Latin(@"K\x01K\x02a."), "file", 100, PickleGlobals.None));
        Assert.Equal(("file", 104L), (error.Path, error.Offset));
    }

    [Fact]
    public void MemoryStaysInProportionToThePickle()
    {
        // A byte makes an object of fifty: beyond a floor that is refused.
        byte[] pickle = new byte[10_000_000];
        pickle.AsSpan().Fill((byte)']');
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("ten times", Assert.Throws<ModelFormatException>(() => PickleReader.Read(pickle, "x", 0, PickleGlobals.None)).Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000_000);
    }

    [Fact]
    public void NestingIsNoRecursion()
    {
        var pickle = new StringBuilder();
        pickle.Append(']', 100_000).Append('a', 99_999).Append('.');
        object? value = Read(pickle.ToString());
        int depth = 0;
        for (; value is PickleList { Count: 1 } list; depth++)
            value = list[0];
        Assert.Equal(99_999, depth);
    }

    private static object? Read(string pickle) => PickleReader.Read(Latin(pickle), "x", 0, PickleGlobals.None);

    private static string Refusal(string pickle, PickleGlobals globals) =>
        Assert.Throws<ModelFormatException>(() => PickleReader.Read(Latin(pickle), "x", 0, globals)).Message;

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(Regex.Unescape(text));
}
