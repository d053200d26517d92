using KerasHost.Saving;

namespace KerasHost.Tests.Saving;

public class ConfigReaderTests
{
    private static readonly Config s_config = Config.Parse("""
        {"int": 3, "whole": 3.0, "long": 5000000000, "half": 0.5, "text": "a", "none": null, "yes": true, "one": 1,
         "shape": [null, 4], "dtype": "int64", "policy": {"class_name": "Policy", "config": {"name": "float16"}},
         "sizes": [1, 2], "nested": {"a": 1}, "configs": [{"a": 1}, {"b": 2}], "mixed": [1, "x"]}
        """);

    [Fact]
    public void Values_come_in_the_type_asked_for()
    {
        Assert.Equal(3, ConfigReader.Get<int>(s_config, "int"));
        Assert.Equal(3, ConfigReader.Get<int>(s_config, "whole"));
        Assert.Equal(3, ConfigReader.Get<long>(s_config, "int"));
        Assert.Equal(3.0, ConfigReader.Get<double>(s_config, "int"));
        Assert.Equal(0.5f, ConfigReader.Get<float>(s_config, "half"));
        Assert.True(ConfigReader.Get<bool>(s_config, "one"));
        Assert.Equal([null, 4], ConfigReader.Get<Shape>(s_config, "shape"));
        Assert.Equal([3], ConfigReader.Get<Shape>(s_config, "int"));
        Assert.Equal(DType.Int64, ConfigReader.Get<DType>(s_config, "dtype"));
        Assert.Equal(DType.Float16, ConfigReader.Get<DType>(s_config, "policy"));
        Assert.Equal([1, 2], ConfigReader.Get<int[]>(s_config, "sizes"));
        Assert.Equal([1.0, 2.0], ConfigReader.List<double>(s_config, "sizes"));
        Assert.Equal([3], ConfigReader.List<int>(s_config, "int"));
        Assert.Equal(2, ConfigReader.Get<List<Config>>(s_config, "configs").Count);
        Assert.Equal(1, ConfigReader.Get<Config>(s_config, "nested")["a"]);
    }

    [Fact]
    public void Missing_keys_take_the_other_value_and_None_is_null()
    {
        Assert.Null(ConfigReader.Get<string?>(s_config, "none", "x"));
        Assert.Null(ConfigReader.Get<DType?>(s_config, "none", DType.Bool));
        Assert.Equal(DType.Int64, ConfigReader.Get<DType?>(s_config, "dtype", null));
        Assert.Equal([null, 4], ConfigReader.Get<Shape?>(s_config, "shape", null));
        Assert.Equal(7, ConfigReader.Get(s_config, "missing", 7));
        Assert.Null(ConfigReader.Get<int?>(s_config, "missing", null));
    }

    [Theory]
    [InlineData("text", "The configuration's key 'text' must be an int. Received: 'a'")]
    [InlineData("half", "The configuration's key 'half' must be an int. Received: 0.5")]
    [InlineData("long", "The configuration's key 'long' must be an int. Received: 5000000000")]
    [InlineData("none", "The configuration's key 'none' must be an int. Received: None")]
    [InlineData("yes", "The configuration's key 'yes' must be an int. Received: True")]
    [InlineData("sizes", "The configuration's key 'sizes' must be an int. Received: [1, 2]")]
    public void A_value_of_another_type_is_an_error(string key, string message) =>
        Assert.Equal(message, Assert.Throws<KerasTypeException>(() => ConfigReader.Get<int>(s_config, key)).Message);

    [Fact]
    public void Errors_name_what_was_expected()
    {
        Assert.Contains("must be a list", Assert.Throws<KerasTypeException>(() => ConfigReader.List<int>(s_config, "none")).Message);
        Assert.Contains("must be an int. Received: 'x'", Assert.Throws<KerasTypeException>(() => ConfigReader.List<int>(s_config, "mixed")).Message);
        Assert.Contains("must be a float or None", Assert.Throws<KerasTypeException>(() => ConfigReader.Get<double?>(s_config, "text", null)).Message);
        Assert.Contains("has no key 'gone'", Assert.Throws<KerasTypeException>(() => ConfigReader.Get<int>(s_config, "gone")).Message);
        Assert.Contains("Cannot interpret 'a' as a data type", Assert.Throws<KerasTypeException>(() => ConfigReader.Get<DType>(s_config, "text")).Message);
    }
}
