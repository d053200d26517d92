using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Tests.Pickle;

public class PickleWriterTests
{
    [Fact]
    public void RoundTripsIntegers() => Prop.ForAll<long[]>(values =>
    {
        var list = Assert.IsType<PickleList>(RoundTrip(values));
        return list.SequenceEqual(values.Cast<object?>());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void RoundTripsDictionaries() => Prop.ForAll<Dictionary<string, double>>(values =>
    {
        var dict = Assert.IsType<PickleDict>(RoundTrip(values));
        return dict.Select(item => (item.Key, item.Value)).SequenceEqual(values.Select(item => ((object?)item.Key, (object?)item.Value)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void RoundTripsEveryKind()
    {
        object?[] values = [null, true, false, 0, 255, 256, 65535, 65536, -1, int.MinValue, long.MaxValue, long.MinValue, BigInteger.Pow(2, 100), 1.5, "ü", new byte[] { 1, 2 }];
        object?[] expected = [null, true, false, 0L, 255L, 256L, 65535L, 65536L, -1L, (long)int.MinValue, long.MaxValue, long.MinValue, BigInteger.Pow(2, 100), 1.5, "ü", new byte[] { 1, 2 }];
        Assert.Equal(expected, Assert.IsType<PickleList>(RoundTrip(values)));
        Assert.Equal(2001, Assert.IsType<PickleList>(RoundTrip(new int[2001])).Count);
    }

    [Fact]
    public void RefusesWhatIsNotPlain()
    {
        Assert.Throws<KerasValueException>(() => new PickleWriter(3).Value(new object()));
        var cycle = new List<object?>();
        cycle.Add(cycle);
        Assert.Throws<KerasValueException>(() => new PickleWriter(3).Value(cycle));
    }

    private static object? RoundTrip(object? value)
    {
        var writer = new PickleWriter(3);
        writer.Value(value);
        return PickleReader.Read(writer.ToArray(), "x", 0, PickleGlobals.None);
    }
}
