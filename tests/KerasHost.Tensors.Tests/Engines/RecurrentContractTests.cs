using KerasHost.Engines;
using KerasHost.Engines.Cpu;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>
/// Recurrent layers over whole sequences and their gradients, against the same networks written step by step in float64 operations, whose
/// gradients the tape takes.
/// </summary>
public class RecurrentContractTests : EngineContract
{
    private static readonly RecurrentKind[] s_kinds = Enum.GetValues<RecurrentKind>();

    // (batch, steps, features, units)
    private static readonly (int, int, int, int)[] s_sizes = [(1, 1, 1, 1), (2, 3, 2, 3), (5, 7, 3, 17), (37, 2, 5, 16), (70, 4, 1, 9)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void EveryKindAndSize(string name)
    {
        foreach (RecurrentKind kind in s_kinds)
            foreach (var size in s_sizes)
                foreach (bool sequences in (bool[])[true, false])
                    Check(name, new() { Kind = kind, Size = size, Sequences = sequences, Backwards = sequences, States = size.Item1 != 2, Bias = size.Item4 != 3 });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void EveryFunction(string name)
    {
        foreach (RecurrentKind kind in s_kinds)
            foreach (GateFunction f in Enum.GetValues<GateFunction>())
                Check(name, new() { Kind = kind, Size = (3, 4, 2, 5), Activation = f, Gate = f == GateFunction.Linear ? GateFunction.HardSigmoid : f, Sequences = true });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void MasksAndDropout(string name)
    {
        foreach (RecurrentKind kind in s_kinds)
            for (int options = 0; options < 64; options++)
                Check(name, new()
                {
                    Kind = kind,
                    Size = (9, 5, 3, 6),
                    Mask = (options & 1) != 0,
                    Zero = (options & 2) != 0,
                    Sequences = (options & 4) != 0,
                    InputFactors = (options & 8) != 0 && kind != RecurrentKind.SimpleRnn,
                    RecurrentFactors = (options & 16) != 0,
                    Backwards = (options & 32) != 0,
                    FactorsVary = (options & 32) != 0,
                    States = true,
                });
    }

    // Kernels whose gradients are one product over all rows and steps, and a sum longer than what is summed at a time.
    [Theory]
    [MemberData(nameof(Engines))]
    public void LargeKernels(string name)
    {
        Check(name, new() { Kind = RecurrentKind.SimpleRnn, Size = (3, 3, 5, 390), Sequences = true, States = true });
        Check(name, new() { Kind = RecurrentKind.SimpleRnn, Size = (100, 2, 520, 40), Sequences = true });
        Check(name, new() { Kind = RecurrentKind.Lstm, Size = (3, 3, 20, 185), Sequences = true, Backwards = true, Mask = true });
        Check(name, new() { Kind = RecurrentKind.GruResetAfter, Size = (40, 2, 30, 210) });
        Check(name, new() { Kind = RecurrentKind.GruResetBefore, Size = (4, 2, 30, 210) });
    }

    // Nothing is kept, and kernels that a few rows meet are read where they are.
    [Theory]
    [MemberData(nameof(Engines))]
    public void Inference(string name)
    {
        foreach (RecurrentKind kind in s_kinds)
            foreach (var size in ((int, int, int, int)[])[(1, 1, 7, 32), (2, 3, 5, 16), (3, 2, 4, 5), (20, 3, 4, 16)])
                foreach (bool sequences in (bool[])[true, false])
                {
                    var c = new Case { Kind = kind, Size = size, Sequences = sequences, States = true, Mask = sequences };
                    List<Tensor> actual = On(Named(name), () => Outputs(c, c.Make(DType.Float32))), expected = Reference(c);
                    for (int i = 0; i < actual.Count; i++)
                        AssertClose(Values(expected[i]), actual[i], v => 3e-6 * (Math.Abs(v) + 1), $"{name} {c} tensor {i}");
                }
    }

    // Two directions that share an output, against the two for themselves, reversed and joined.
    [Theory]
    [MemberData(nameof(Engines))]
    public void OutputsSideBySide(string name)
    {
        foreach (RecurrentKind kind in s_kinds)
            foreach ((bool mask, int features, bool sequences) in ((bool, int, bool)[])[(true, 3, true), (false, 3, true), (false, 16, true), (true, 16, false), (false, 3, false)])
            {
                var c = new Case { Kind = kind, Size = (11, 4, features, 6), Sequences = sequences, Mask = mask };
                List<Tensor> shared = On(Named(name), () => Pair(c, shares: true)), apart = On(Named(name), () => Pair(c, shares: false));
                for (int i = 0; i < apart.Count; i++)
                    Assert.Equal(apart[i].ToArray<float>(), shared[i].ToArray<float>());
            }
    }

    // The joint output of both directions and the gradients of the inputs, which they have in common.
    private static List<Tensor> Pair(Case c, bool shares)
    {
        Inputs f = c.Make(DType.Float32);
        using var tape = new GradientTape();
        foreach (Tensor input in f.All)
            tape.watch(input);
        int units = c.Size.Item4;
        Op.RecurrentOptions first = Options(c, f), second = first with { GoBackwards = true };
        Tensor y;
        if (shares)
        {
            var pair = new RecurrentPair(2 * units);
            _ = Apply(c, f, first with { Pair = pair, InTimeOrder = true });
            y = Apply(c, f, second with { Pair = pair, InTimeOrder = true }).Output;
        }
        else
        {
            Tensor backwards = Apply(c, f, second).Output;
            y = Op.Concat([Apply(c, f, first).Output, c.Sequences ? Op.Reverse(backwards, [1]) : backwards], -1);
        }
        Tensor loss = Op.Sum(Op.Multiply(y, RandomTensor(y.dtype, y.shape, 50)));
        return [y, .. tape.gradient(loss, f.All).Select(gradient => gradient!.ToDense())];
    }

    [Fact]
    public void ThreadsDoNotChangeResults()
    {
        foreach (RecurrentKind kind in s_kinds)
        {
            var one = Run(new CpuEngine(SimdPaths.Best, 1), new() { Kind = kind, Size = (75, 6, 4, 20), Sequences = true, Mask = true });
            var three = Run(new CpuEngine(SimdPaths.Best, 3), new() { Kind = kind, Size = (75, 6, 4, 20), Sequences = true, Mask = true });
            for (int i = 0; i < one.Count; i++)
                Assert.Equal(one[i].ToArray<float>(), three[i].ToArray<float>());
        }
    }

    private static void Check(string name, Case c)
    {
        List<Tensor> actual = Run(Named(name), c), expected = Reference(c);
        for (int i = 0; i < expected.Count; i++)
        {
            double[] values = Values(expected[i]);
            double scale = values.Length == 0 ? 0 : values.Max(Math.Abs);
            AssertClose(values, actual[i], v => 3e-6 * (Math.Abs(v) + scale) + 1e-7, $"{name} {c} tensor {i}");
        }
    }

    // Output, states, then the gradients of x, kernel, recurrent kernel, bias and first states of a sum of everything with fixed factors.
    private static List<Tensor> Run(IEngine engine, Case c) => On(engine, () =>
    {
        Inputs f = c.Make(DType.Float32);
        using var tape = new GradientTape();
        foreach (Tensor input in f.All)
            tape.watch(input);
        Op.RecurrentOutputs y = Apply(c, f, Options(c, f));
        return Results(tape, f, y.Output, y.StateH, y.StateC);
    });

    private static List<Tensor> Outputs(Case c, Inputs f)
    {
        Op.RecurrentOutputs y = Apply(c, f, Options(c, f));
        return y.StateC is null ? [y.Output, y.StateH] : [y.Output, y.StateH, y.StateC];
    }

    private static List<Tensor> On(IEngine engine, Func<List<Tensor>> run)
    {
        IEngine before = Engine.Current;
        Engine.Current = engine;
        try
        {
            return run();
        }
        finally
        {
            Engine.Current = before;
        }
    }

    private static Op.RecurrentOptions Options(Case c, Inputs f) => new()
    {
        InitialH = f.H,
        InitialC = f.C,
        Mask = f.Mask,
        InputFactors = f.InputFactors,
        RecurrentFactors = f.RecurrentFactors,
        GoBackwards = c.Backwards,
        ZeroOutputForMask = c.Zero,
        ReturnSequences = c.Sequences,
    };

    private static Op.RecurrentOutputs Apply(Case c, Inputs f, Op.RecurrentOptions options) => c.Kind switch
    {
        RecurrentKind.SimpleRnn => Op.SimpleRnn(f.X, f.Kernel, f.Recurrent, f.Bias, c.Activation, options),
        RecurrentKind.Lstm => Op.Lstm(f.X, f.Kernel, f.Recurrent, f.Bias, c.Activation, c.Gate, options),
        _ => Op.Gru(f.X, f.Kernel, f.Recurrent, f.Bias, c.Activation, c.Gate, c.Kind == RecurrentKind.GruResetAfter, options),
    };

    private static List<Tensor> Results(GradientTape tape, Inputs f, Tensor output, Tensor h, Tensor? c)
    {
        Tensor Weighted(Tensor x, int seed) => Op.Sum(Op.Multiply(x, RandomTensor(x.dtype, x.shape, seed)));
        Tensor loss = Op.Add(Weighted(output, 50), Weighted(h, 51));
        if (c is not null)
            loss = Op.Add(loss, Weighted(c, 52));
        List<Tensor> results = [output, h];
        if (c is not null)
            results.Add(c);
        results.AddRange(tape.gradient(loss, f.All).Select(gradient => gradient!.ToDense()));
        return results;
    }

    private static Tensor Apply(GateFunction f, Tensor x) => f switch
    {
        GateFunction.Tanh => Op.Tanh(x),
        GateFunction.Sigmoid => Op.Sigmoid(x),
        GateFunction.Relu => Op.Relu(x),
        GateFunction.HardSigmoid => Op.ClipByValue(Op.Add(Op.Multiply(x, Op.Constant(0.2, x)), Op.Constant(0.5, x)), 0, 1),
        _ => x,
    };

    private static List<Tensor> Reference(Case c)
    {
        Inputs f = c.Make(DType.Float64);
        (int batch, int steps, _, int units) = c.Size;
        using var tape = new GradientTape();
        foreach (Tensor input in f.All)
            tape.watch(input);
        Tensor h = f.H ?? Op.Zeros([batch, units], DType.Float64);
        Tensor? carry = c.Kind == RecurrentKind.Lstm ? f.C ?? Op.Zeros([batch, units], DType.Float64) : null;
        Tensor output = Op.ZerosLike(h);
        var outputs = new List<Tensor>();
        for (int s = 0; s < steps; s++)
        {
            int time = c.Backwards ? steps - 1 - s : s;
            Tensor x = Op.Squeeze(Op.SliceAxis(f.X, 1, time, 1), [1]);
            (Tensor nextH, Tensor? nextC) = Step(c, f, s, x, h, carry);
            Tensor mask = f.Mask is null ? Op.Fill([batch, 1], 1, DType.Bool) : Op.SliceAxis(f.Mask, 1, time, 1);
            output = Op.Where(mask, nextH, c.Zero ? Op.ZerosLike(output) : output);
            h = Op.Where(mask, nextH, h);
            if (carry is not null)
                carry = Op.Where(mask, nextC!, carry);
            outputs.Add(output);
        }
        return Results(tape, f, c.Sequences ? Op.Stack(outputs, 1) : output, h, carry);
    }

    private static (Tensor, Tensor?) Step(Case c, Inputs f, int step, Tensor x, Tensor h, Tensor? carry)
    {
        int units = c.Size.Item4;
        Tensor Factor(Tensor? factors, int gate, Tensor value)
        {
            if (factors is null)
                return value;
            Tensor at = Op.SliceAxis(factors, 0, factors.shape[0] == 1 ? 0 : step, 1);
            return Op.Multiply(value, Op.Squeeze(Op.SliceAxis(at, 1, gate, 1), [0, 1]));
        }
        Tensor Columns(Tensor kernel, int gate) => Op.SliceAxis(kernel, 1, gate * units, units);
        Tensor Biased(Tensor y, int gate, int which)
        {
            if (f.Bias is null || (which == 1 && f.Bias.ndim == 1))
                return y;
            Tensor bias = f.Bias.ndim == 1 ? f.Bias : Op.Squeeze(Op.SliceAxis(f.Bias, 0, which, 1), [0]);
            return Op.Add(y, Op.SliceAxis(bias, 0, gate * units, units));
        }
        Tensor Input(int gate) => Biased(Op.MatMul(Factor(f.InputFactors, gate, x), Columns(f.Kernel, gate)), gate, 0);
        Tensor State(int gate) => Biased(Op.MatMul(Factor(f.RecurrentFactors, gate, h), Columns(f.Recurrent, gate)), gate, 1);
        Tensor one = Op.Constant(1, x);
        switch (c.Kind)
        {
            case RecurrentKind.SimpleRnn:
                return (Apply(c.Activation, Op.Add(Input(0), State(0))), null);
            case RecurrentKind.Lstm:
                Tensor i = Apply(c.Gate, Op.Add(Input(0), State(0))), forget = Apply(c.Gate, Op.Add(Input(1), State(1)));
                Tensor next = Op.Add(Op.Multiply(forget, carry!), Op.Multiply(i, Apply(c.Activation, Op.Add(Input(2), State(2)))));
                return (Op.Multiply(Apply(c.Gate, Op.Add(Input(3), State(3))), Apply(c.Activation, next)), next);
            default:
                Tensor z = Apply(c.Gate, Op.Add(Input(0), State(0))), r = Apply(c.Gate, Op.Add(Input(1), State(1)));
                Tensor inner = c.Kind == RecurrentKind.GruResetAfter
                    ? Op.Multiply(r, State(2))
                    : Op.MatMul(Op.Multiply(r, Factor(f.RecurrentFactors, 2, h)), Columns(f.Recurrent, 2));
                Tensor candidate = Apply(c.Activation, Op.Add(Input(2), inner));
                return (Op.Add(Op.Multiply(z, h), Op.Multiply(Op.Subtract(one, z), candidate)), null);
        }
    }

    private sealed record Inputs(Tensor X, Tensor Kernel, Tensor Recurrent, Tensor? Bias, Tensor? H, Tensor? C, Tensor? Mask, Tensor? InputFactors, Tensor? RecurrentFactors)
    {
        public List<Tensor> All => [.. new[] { X, Kernel, Recurrent, Bias, H, C }.OfType<Tensor>()];
    }

    private sealed record Case
    {
        public RecurrentKind Kind { get; init; }
        public (int, int, int, int) Size { get; init; }
        public GateFunction Activation { get; init; } = GateFunction.Tanh;
        public GateFunction Gate { get; init; } = GateFunction.Sigmoid;
        public bool Sequences { get; init; }
        public bool Backwards { get; init; }
        public bool States { get; init; }
        public bool Bias { get; init; } = true;
        public bool Mask { get; init; }
        public bool Zero { get; init; }
        public bool InputFactors { get; init; }
        public bool RecurrentFactors { get; init; }
        public bool FactorsVary { get; init; }

        public Inputs Make(DType type)
        {
            (int batch, int steps, int features, int units) = Size;
            int gates = Kind switch { RecurrentKind.SimpleRnn => 1, RecurrentKind.Lstm => 4, _ => 3 }, factorSteps = FactorsVary ? steps : 1;
            // float32 values in either type, small enough that no function saturates and no error of rounding grows over the steps.
            float size = (float)Math.Min(0.15, 0.62 / Math.Sqrt(units));
            Tensor Numbers(Shape shape, int seed) => Op.Cast(Op.Multiply(RandomTensor(DType.Float32, shape, seed), Tensor.Scalar(size)), type);
            Tensor Factors(Shape shape, int seed) => RandomTensor(type, shape, seed) is var x ? Op.Multiply(Op.Cast(Op.Greater(x, Op.Constant(-1, x)), type), Op.Constant(2, x)) : x;
            return new(
                Numbers([batch, steps, features], 1),
                Numbers([features, gates * units], 2),
                Numbers([units, gates * units], 3),
                !Bias ? null : Numbers(Kind == RecurrentKind.GruResetAfter ? [2, gates * units] : [gates * units], 4),
                States ? Numbers([batch, units], 5) : null,
                States && Kind == RecurrentKind.Lstm ? Numbers([batch, units], 6) : null,
                Mask ? RandomTensor(DType.Bool, [batch, steps], 7) : null,
                InputFactors ? Factors([factorSteps, gates, batch, features], 8) : null,
                RecurrentFactors ? Factors([factorSteps, gates, batch, units], 9) : null);
        }
    }
}
