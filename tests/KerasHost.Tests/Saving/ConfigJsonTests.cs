using KerasHost.Saving;

namespace KerasHost.Tests.Saving;

public class ConfigJsonTests
{
    // import json; print(json.dumps([float('nan'), float('inf'), -float('inf'), 1e-7, 1e16, 123456789012345680.0, 1e15, 0.1, -0.0,
    //     "é\n\"\u2028/\x7f\U0001F600"]))
    private const string Printed = """[NaN, Infinity, -Infinity, 1e-07, 1e+16, 1.2345678901234568e+17, 1000000000000000.0, 0.1, -0.0, "\u00e9\n\"\u2028/\u007f\ud83d\ude00"]""";

    private static readonly object?[] s_values =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-7, 1e16, 123456789012345680.0, 1e15, 0.1, -0.0, "é\n\"\u2028/\x7f\U0001F600"];

    [Fact]
    public void Text_is_what_Python_writes() => Assert.Equal(Printed, ConfigJson.Write(s_values));

    [Fact]
    public void Python_s_text_reads_back() => Assert.Equal(s_values, (List<object?>)ConfigJson.Read(Printed)!);

    [Fact]
    public void Objects_keep_their_order_and_tuples_become_lists()
    {
        var config = new Config { ["b"] = Shape.Create([2, null]), ["a"] = (1, "x"), ["c"] = new Config { ["n"] = null, ["t"] = true }, ["d"] = DType.Int64, ["e"] = new int[0], ["f"] = new Config() };
        Assert.Equal("""{"b": [2, null], "a": [1, "x"], "c": {"n": null, "t": true}, "d": "int64", "e": [], "f": {}}""", config.ToJson());
        Assert.Equal(config.ToJson(), Config.Parse(config.ToJson()).ToJson());
    }

    [Fact]
    public void A_configuration_prints_as_a_dictionary()
    {
        var config = new Config { ["name"] = "it's", ["shape"] = Shape.Create([2, null]), ["rate"] = 1e-7, ["inner"] = new Config { ["on"] = false, ["none"] = null }, ["list"] = new List<object?> { 1, 2.0 } };
        Assert.Equal("""{'name': "it's", 'shape': (2, None), 'rate': 1e-07, 'inner': {'on': False, 'none': None}, 'list': [1, 2.0]}""", config.ToString());
    }

    [Fact]
    public void Numbers_have_the_narrowest_type()
    {
        Assert.Equal([1, 2147483648L, 1.5, 1.0, 1e300, 1e19], (List<object?>)ConfigJson.Read("[1, 2147483648, 1.5, 1.0, 1e300, 10000000000000000000]")!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2")]
    [InlineData("{\"a\": }")]
    [InlineData("[1] 2")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[NaNaN]")]
    [InlineData("{NaN: 1}")]
    [InlineData("nul")]
    public void Damaged_text_is_an_error(string json)
    {
        Assert.Throws<KerasValueException>(() => ConfigJson.Read(json));
    }

    [Fact]
    public void Deep_nesting_is_an_error()
    {
        string deep = new string('[', 10_000) + new string(']', 10_000);
        Assert.Throws<KerasValueException>(() => ConfigJson.Read(deep));
        List<object?> list = [];
        for (int i = 0; i < 10_000; i++)
            list = [list];
        Assert.Throws<KerasValueException>(() => ConfigJson.Write(list));
    }

    [Fact]
    public void Other_objects_cannot_be_written() =>
        Assert.Contains("not JSON serializable", Assert.Throws<KerasTypeException>(() => ConfigJson.Write(new object())).Message);

    [Fact]
    public void A_list_is_no_configuration() => Assert.Throws<KerasValueException>(() => Config.Parse("[1]"));
}
