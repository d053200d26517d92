using System.Text.Json;
using KerasHost.Numpy;

namespace KerasHost.Tests.Numpy;

public class RecordedTests
{
    private static readonly Dictionary<string, Func<NDArray[], JsonElement, NDArray[]>> s_operations = new()
    {
        ["add"] = (a, o) => [np.add(a[0], a[1])],
        ["subtract"] = (a, o) => [a[0] - a[1]],
        ["multiply"] = (a, o) => [a[0] * a[1]],
        ["divide"] = (a, o) => [a[0] / a[1]],
        ["floor_divide"] = (a, o) => [np.floor_divide(a[0], a[1])],
        ["mod"] = (a, o) => [a[0] % a[1]],
        ["power"] = (a, o) => [np.power(a[0], a[1])],
        ["maximum"] = (a, o) => [np.maximum(a[0], a[1])],
        ["minimum"] = (a, o) => [np.minimum(a[0], a[1])],
        ["equal"] = (a, o) => [np.equal(a[0], a[1])],
        ["less"] = (a, o) => [a[0] < a[1]],
        ["greater_equal"] = (a, o) => [a[0] >= a[1]],
        ["exp"] = (a, o) => [np.exp(a[0])],
        ["log"] = (a, o) => [np.log(a[0])],
        ["sqrt"] = (a, o) => [np.sqrt(a[0])],
        ["sin"] = (a, o) => [np.sin(a[0])],
        ["cos"] = (a, o) => [np.cos(a[0])],
        ["tan"] = (a, o) => [np.tan(a[0])],
        ["tanh"] = (a, o) => [np.tanh(a[0])],
        ["log1p"] = (a, o) => [np.log1p(a[0])],
        ["log2"] = (a, o) => [np.log2(a[0])],
        ["log10"] = (a, o) => [np.log10(a[0])],
        ["abs"] = (a, o) => [np.abs(a[0])],
        ["negative"] = (a, o) => [-a[0]],
        ["sign"] = (a, o) => [np.sign(a[0])],
        ["floor"] = (a, o) => [np.floor(a[0])],
        ["ceil"] = (a, o) => [np.ceil(a[0])],
        ["round"] = (a, o) => [np.round(a[0], Int(o, "decimals") ?? 0)],
        ["isnan"] = (a, o) => [np.isnan(a[0])],
        ["isinf"] = (a, o) => [np.isinf(a[0])],
        ["isfinite"] = (a, o) => [np.isfinite(a[0])],
        ["square"] = (a, o) => [np.square(a[0])],
        ["logical_not"] = (a, o) => [np.logical_not(a[0])],
        ["sum"] = (a, o) => [np.sum(a[0], Axis(o), Type(o), Flag(o, "keepdims"))],
        ["sum_transposed"] = (a, o) => [a[0].T.sum(Axis(o))],
        ["sum_strided"] = (a, o) => [a[0][new Slice(null, null, 2), new Slice(1, null, 3)].sum(Axis(o))],
        ["mean"] = (a, o) => [np.mean(a[0], Axis(o), Type(o), Flag(o, "keepdims"))],
        ["std"] = (a, o) => [np.std(a[0], Axis(o), Int(o, "ddof") ?? 0, Flag(o, "keepdims"))],
        ["var"] = (a, o) => [np.var(a[0], Axis(o), Int(o, "ddof") ?? 0, Flag(o, "keepdims"))],
        ["min"] = (a, o) => [np.min(a[0], Axis(o), Flag(o, "keepdims"))],
        ["max"] = (a, o) => [np.max(a[0], Axis(o), Flag(o, "keepdims"))],
        ["prod"] = (a, o) => [np.prod(a[0], Axis(o), keepdims: Flag(o, "keepdims"))],
        ["all"] = (a, o) => [np.all(a[0], Axis(o), Flag(o, "keepdims"))],
        ["any"] = (a, o) => [np.any(a[0], Axis(o), Flag(o, "keepdims"))],
        ["argmax"] = (a, o) => [np.argmax(a[0], Int(o, "axis"))],
        ["argmin"] = (a, o) => [np.argmin(a[0], Int(o, "axis"))],
        ["cumsum"] = (a, o) => [np.cumsum(a[0], Int(o, "axis"))],
        ["sort"] = (a, o) => [np.sort(a[0], Int(o, "axis"))],
        ["argsort"] = (a, o) => [np.argsort(a[0], Int(o, "axis"))],
        ["unique"] = (a, o) => [np.unique(a[0])],
        ["unique_all"] = (a, o) => [.. np.unique(a[0], return_index: true, return_inverse: true, return_counts: true)],
        ["index"] = (a, o) => [a[0][Index(o)]],
        ["index_transposed"] = (a, o) => [a[0].T[Index(o)]],
        ["assign"] = (a, o) =>
        {
            NDArray copy = a[0].copy();
            copy[Index(o)] = a[1];
            return [copy];
        },
        ["reshape"] = (a, o) => [a[0].reshape(Ints(o, "shape")!)],
        ["reshape_transposed"] = (a, o) => [np.reshape(a[0].T, Ints(o, "shape")!)],
        ["transpose"] = (a, o) => [np.transpose(a[0], Ints(o, "axes")!)],
        ["squeeze"] = (a, o) => [np.squeeze(a[0], Axis(o))],
        ["expand_dims"] = (a, o) => [np.expand_dims(a[0], Int(o, "axis")!.Value)],
        ["concatenate"] = (a, o) => [np.concatenate([a[0], a[1]], Int(o, "axis"))],
        ["stack"] = (a, o) => [np.stack([a[0], a[1]], Int(o, "axis")!.Value)],
        ["vstack"] = (a, o) => [np.vstack((a[0], a[1]))],
        ["hstack"] = (a, o) => [np.hstack([a[0], a[1]])],
        ["tile"] = (a, o) => [np.tile(a[0], Ints(o, "reps")!)],
        ["repeat"] = (a, o) => [np.repeat(a[0], a[1], Int(o, "axis"))],
        ["flip"] = (a, o) => [np.flip(a[0], Axis(o))],
        ["take"] = (a, o) => [np.take(a[0], a[1], Int(o, "axis"))],
        ["pad"] = (a, o) => [np.pad(a[0], a[1])],
        ["split"] = (a, o) => np.split(a[0], Int(o, "sections")!.Value, Int(o, "axis")!.Value),
        ["diff"] = (a, o) => [np.diff(a[0])],
        ["bincount"] = (a, o) => [np.bincount(a[0])],
        ["where"] = (a, o) => [np.where(a[0], a[1], a[2])],
        ["nonzero"] = (a, o) => [.. np.nonzero(a[0])],
        ["clip"] = (a, o) => [np.clip(a[0], a[1], a[2])],
        ["astype"] = (a, o) => [a[0].astype(Type(o)!.Value)],
        ["matmul"] = (a, o) => [np.matmul(a[0], a[1])],
        ["dot"] = (a, o) => [np.dot(a[0], a[1])],
        ["arange"] = (a, o) => [a.Length == 1 ? np.arange(a[0], Type(o)) : np.arange(a[0], a[1], a.Length > 2 ? a[2] : null, Type(o))],
        ["linspace"] = (a, o) => [np.linspace(a[0].item<double>(), a[1].item<double>(), a[2].item<int>(), Flag(o, "endpoint"))],
        ["eye"] = (a, o) => [np.eye(Int(o, "n")!.Value, Int(o, "m"), Int(o, "k")!.Value)],
        ["random.rand"] = (a, o) => Seeded(() => np.random.rand(Ints(o, "size")!)),
        ["random.randn"] = (a, o) => Seeded(() => np.random.randn(Ints(o, "size")!)),
        ["random.uniform"] = (a, o) => Seeded(() => np.random.uniform(Number(o, "low"), Number(o, "high"), Ints(o, "size")!)),
        ["random.normal"] = (a, o) => Seeded(() => np.random.normal(Number(o, "loc"), Number(o, "scale"), Ints(o, "size")!)),
        ["random.randint"] = (a, o) => Seeded(() => np.random.randint((long)Number(o, "low"), (long)Number(o, "high"), Ints(o, "size")!)),
        ["random.permutation"] = (a, o) => Seeded(() => np.random.permutation(Int(o, "n")!.Value)),
        ["random.shuffle"] = (a, o) => Seeded(() =>
        {
            NDArray x = np.arange(12).reshape(6, 2);
            np.random.shuffle(x);
            return x;
        }),
        ["random.choice"] = (a, o) => Seeded(() => np.random.choice(Int(o, "n")!.Value, Ints(o, "size")!, Flag(o, "replace"))),
        ["random.choice_p"] = (a, o) => Seeded(() => np.random.choice(3, Ints(o, "size")!, p: Numbers(o, "p"))),
        ["random.multinomial"] = (a, o) => Seeded(() => np.random.multinomial(Int(o, "n")!.Value, Numbers(o, "p"), Ints(o, "size")!)),
    };

    [Fact]
    public void Operations_give_what_NumPy_gives()
    {
        var wrong = new List<string>();
        (List<JsonElement> cases, List<JsonElement> arrays) = RecordedArrays.Load();
        foreach (JsonElement c in cases)
        {
            string? problem = Run(c, arrays);
            if (problem is null)
                continue;
            string text = c.GetRawText();
            wrong.Add($"{(text.Length > 400 ? text[..400] : text)}\n   {problem}");
        }
        Assert.True(cases.Count > 2000, cases.Count.ToString());
        string report = string.Join("\n", wrong.GroupBy(w => w[..20]).SelectMany(g => g.Take(4)));
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count}:\n{report}");
    }

    private static string? Run(JsonElement c, List<JsonElement> arrays)
    {
        NDArray[] arguments = [.. c.GetProperty("args").EnumerateArray().Select(i => RecordedArrays.Read(arrays[i.GetInt32()]))];
        bool fails = c.TryGetProperty("error", out JsonElement error);
        NDArray[] results;
        try
        {
            results = s_operations[c.GetProperty("op").GetString()!](arguments, c.GetProperty("options"));
        }
        catch (Exception e) when (e is KerasException or IndexOutOfRangeException)
        {
            return fails && e.Message == error.GetString() ? null : $"{e.GetType().Name}: {e.Message} (expected {(fails ? error.GetString() : "a result")})";
        }
        if (fails)
            return $"expected the error '{error.GetString()}', got {results[0]}";
        JsonElement expected = c.GetProperty("result");
        JsonElement[] parts = expected.TryGetProperty("tuple", out JsonElement tuple) ? [.. tuple.EnumerateArray()] : [expected];
        if (parts.Length != results.Length)
            return $"expected {parts.Length} arrays, got {results.Length}";
        double tolerance = c.GetProperty("tolerance").GetDouble();
        for (int i = 0; i < parts.Length; i++)
            if (RecordedArrays.Difference(parts[i], results[i], tolerance) is { } difference)
                return difference;
        return null;
    }

    private static NDArray[] Seeded(Func<NDArray> draw)
    {
        np.random.seed(42);
        return [draw()];
    }

    private static NDIndex[] Index(JsonElement options) => [.. options.GetProperty("index").EnumerateArray().Select(e => e.ValueKind switch
    {
        JsonValueKind.Number => (NDIndex)e.GetInt32(),
        JsonValueKind.String => e.GetString() == "..." ? Slice.Ellipsis : np.newaxis,
        _ when e.TryGetProperty("array", out JsonElement array) => Positions(RecordedArrays.Read(array)),
        _ => new Slice(Part(e, 0), Part(e, 1), Part(e, 2)),
    })];

    // An empty Python list is an array of floats to NumPy, but counts as one of integers in an index.
    private static NDArray Positions(NDArray array) => array.size == 0 && array.dtype == DType.Float64 ? array.astype(DType.Int64) : array;

    private static int? Part(JsonElement e, int i) => e.GetProperty("slice")[i] is { ValueKind: JsonValueKind.Number } n ? n.GetInt32() : null;

    private static int? Int(JsonElement o, string name) =>
        o.TryGetProperty(name, out JsonElement e) && e.ValueKind == JsonValueKind.Number ? e.GetInt32() : null;

    private static double Number(JsonElement o, string name) => o.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement o, string name) => [.. o.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    private static int[]? Ints(JsonElement o, string name) =>
        o.TryGetProperty(name, out JsonElement e) && e.ValueKind == JsonValueKind.Array ? [.. e.EnumerateArray().Select(i => i.GetInt32())] : null;

    private static AxisArg Axis(JsonElement o) => Int(o, "axis") is { } one ? one : Ints(o, "axis") is { } several ? several : default(AxisArg);

    private static DType? Type(JsonElement o) => o.TryGetProperty("dtype", out JsonElement e) ? (DType)e.GetString()! : (DType?)null;

    private static bool Flag(JsonElement o, string name) => o.TryGetProperty(name, out JsonElement e) && e.GetBoolean();
}
