using System.Text.Json;
using KerasHost.Printing;

namespace KerasHost.Tests.Printing;

public class PrintingTests
{
    [Fact]
    public void Arrays_read_as_NumPy_writes_them()
    {
        var wrong = new List<string>();
        List<JsonElement> cases = Recorded.Cases("arrays");
        foreach (JsonElement c in cases)
        {
            DType dtype = c.GetProperty("dtype").GetString()!;
            int[] shape = [.. c.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
            object?[] elements = Recorded.Elements(dtype, c.GetProperty("data"));
            PrintOptions options = new();
            foreach (JsonProperty option in c.GetProperty("options").EnumerateObject())
                options = option.Name switch
                {
                    "precision" => options with { precision = option.Value.GetInt32() },
                    "threshold" => options with { threshold = option.Value.GetInt32() },
                    "edgeitems" => options with { edgeitems = option.Value.GetInt32() },
                    "linewidth" => options with { linewidth = option.Value.GetInt32() },
                    _ => options with { suppress = option.Value.GetBoolean() },
                };
            Compare(wrong, c, "str", ArrayFormatter.Format(dtype, shape, i => elements[i], options));
            Compare(wrong, c, "repr", ArrayFormatter.FormatRepr(dtype, shape, i => elements[i], options));
        }
        Assert.True(cases.Count > 600);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {2 * cases.Count}:\n" + string.Join("\n", wrong.Take(12)));
    }

    [Fact]
    public void Scalars_read_as_Python_and_NumPy_write_them()
    {
        var wrong = new List<string>();
        List<JsonElement> cases = Recorded.Cases("scalars");
        foreach (JsonElement c in cases)
        {
            DType dtype = c.GetProperty("type").GetString()!;
            Compare(wrong, c, "repr", PythonText.Repr(Recorded.Elements(dtype, c.GetProperty("bits"))[0]));
        }
        Assert.True(cases.Count > 2000);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count}:\n" + string.Join("\n", wrong.Take(12)));
    }

    [Fact]
    public void Values_read_as_Python_writes_them()
    {
        var wrong = new List<string>();
        foreach (JsonElement c in Recorded.Cases("values"))
        {
            object? value = Recorded.Value(c.GetProperty("value"));
            Compare(wrong, c, "str", PythonText.Str(value));
            Compare(wrong, c, "repr", PythonText.Repr(value));
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Formats_are_those_of_Python()
    {
        var wrong = new List<string>();
        List<JsonElement> cases = Recorded.Cases("formats");
        foreach (JsonElement c in cases)
        {
            object? value = Recorded.Value(c.GetProperty("value"));
            string spec = c.GetProperty("spec").GetString()!;
            string? text;
            try
            {
                text = PythonFormat.Format(value, spec);
            }
            catch (KerasValueException)
            {
                text = null;
            }
            Compare(wrong, c, "text", text);
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count}:\n" + string.Join("\n", wrong.Take(30)));
    }

    [Fact]
    public void Tensors_read_as_TensorFlow_writes_them()
    {
        var wrong = new List<string>();
        foreach (JsonElement c in Recorded.Cases("tensors"))
        {
            DType dtype = c.GetProperty("dtype").GetString()!;
            int[] shape = [.. c.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
            object?[] elements = Recorded.Elements(dtype, c.GetProperty("data"));
            if (c.TryGetProperty("variable", out JsonElement name))
            {
                Compare(wrong, c, "repr", TensorText.FormatVariable(name.GetString()!, dtype, shape, i => elements[i]));
                continue;
            }
            Compare(wrong, c, "str", TensorText.Format(dtype, shape, i => elements[i]));
            Compare(wrong, c, "repr", TensorText.FormatRepr(dtype, shape, i => elements[i]));
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void A_list_in_itself_ends()
    {
        var list = new List<object?> { 1 };
        list.Add(list);
        // CPython 3.11: a = [1]; a.append(a); print(a)
        Assert.Equal("[1, [...]]", PythonText.Repr(list));
        Assert.Equal("[1, [...]]", PythonText.Repr(list));
    }

    [Fact]
    public void Sequences_of_every_kind_are_lists()
    {
        Assert.Equal("[1, 2, 3]", PythonText.Str(new[] { 1, 2, 3 }));
        Assert.Equal("[[1, 2], [3, 4]]", PythonText.Str(new[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal("[0, 2, 4]", PythonText.Str(Enumerable.Range(0, 3).Select(i => 2 * i)));
        Assert.Equal("['a', 'b']", PythonText.Str(new List<char> { 'a', 'b' }));
        Assert.Equal("(None, 500)", PythonText.Str(Shape.Create([null, 500])));
        Assert.Equal("slice(1, None, 2)", PythonText.Str(new Slice(1, null, 2)));
    }

    private static void Compare(List<string> wrong, JsonElement c, string property, string? actual)
    {
        string? expected = c.GetProperty(property).GetString();
        if (expected != actual)
        {
            string json = c.GetRawText();
            wrong.Add($"{(json.Length > 300 ? json[..300] : json)}\n expected {expected ?? "an error"}\n actual   {actual ?? "an error"}");
        }
    }
}
