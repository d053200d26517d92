using KerasHost.Numpy;
using KerasHost.Preprocessing;
using KerasHost.Printing;

namespace KerasHost.Tests.Preprocessing;

/// <summary>The forms in which C# writes sequences; what becomes of them is compared with recordings in compat.</summary>
public sealed class SequencePaddingTests
{
    private const string Padded = "[[0, 1], [2, 3]]";

    [Fact]
    public void Sequences_may_be_written_in_many_ways()
    {
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences([[1], [2, 3]])));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences([[1L], [2L, 3L]])));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences([[1.9], [2.2, 3.0]])));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences(new int[][] { [1], [2, 3] })));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences(new List<List<int>> { new() { 1 }, new() { 2, 3 } })));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences(new List<int[]> { new[] { 1 }, new[] { 2, 3 } })));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences(new List<object> { new List<long> { 1 }, new[] { 2.0, 3.0 } })));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences(Enumerable.Range(1, 2).Select(n => Enumerable.Range(n == 1 ? 1 : 2, n)))));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences(NDArray.Over(new object[] { new[] { 1 }, new[] { 2, 3 } }))));
        Assert.Equal(Padded, Text(SequencePadding.pad_sequences(new NDArray[] { new[] { 1 }, new[] { 2, 3 } })));
        Assert.Equal("[[0, 1, 2], [0, 3, 4]]", Text(SequencePadding.pad_sequences(new[,] { { 1, 2 }, { 3, 4 } }, maxlen: 3)));
        NDArray matrix = new[,] { { 1, 2 }, { 3, 4 } };
        Assert.Equal("[[2], [4]]", Text(SequencePadding.pad_sequences(matrix, maxlen: 1)));
    }

    [Fact]
    public void The_padding_may_be_a_number_of_a_dictionary_or_a_word()
    {
        var index = new Dictionary<string, int> { ["<PAD>"] = 7 };
        Assert.Equal("[[1, 7], [2, 3]]", Text(SequencePadding.pad_sequences([[1], [2, 3]], value: index["<PAD>"], padding: "post")));
        Assert.Equal("[['a', '-'], ['b', 'c']]", Text(SequencePadding.pad_sequences([["a"], ["b", "c"]], value: "-", padding: "post", dtype: "object")));
        Assert.Equal("[['a', '-'], ['b', 'c']]", Text(SequencePadding.pad_sequences([["a"], ["b", "c"]], value: "-", padding: "post", dtype: "str")));
    }

    [Theory]
    [InlineData("int32")]
    [InlineData("int64")]
    [InlineData("float32")]
    [InlineData("float64")]
    [InlineData("int16")]
    public void Every_type_gets_the_same_values_whichever_way_they_are_copied(string dtype)
    {
        var random = new Random(3);
        int[][] rows = [.. Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(-100, 100)).ToArray())];
        List<object> slow = [.. rows.Select(row => (object)row.Select(word => (long)word).ToList())];
        foreach (string side in (string[])["pre", "post"])
        {
            NDArray fast = SequencePadding.pad_sequences(rows, maxlen: 20, dtype: dtype, padding: side, truncating: side, value: -7);
            Assert.Equal(dtype, fast.dtype.name);
            Assert.Equal(Text(SequencePadding.pad_sequences(slow, maxlen: 20, dtype: dtype, padding: side, truncating: side, value: -7)), Text(fast));
        }
    }

    [Fact]
    public void What_is_no_list_of_sequences_is_named()
    {
        var e = Assert.Throws<KerasValueException>(() => SequencePadding.pad_sequences(new List<object> { new[] { 1 }, 2 }));
        Assert.Equal("`sequences` must be a list of iterables. Found non-iterable: 2", e.Message);
        NDArray flat = new[] { 1, 2 };
        e = Assert.Throws<KerasValueException>(() => SequencePadding.pad_sequences(flat));
        Assert.Equal("`sequences` must be a list of iterables. Found non-iterable: 1", e.Message);
    }

    private static string Text(NDArray x) => PythonText.Repr(x.tolist());
}
