using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// Recurrent layers forward. A block of rows runs through all steps on its thread: the inputs' products of some steps at once, then step
/// by step the product with the state and the gates.
/// </summary>
internal static unsafe class RecurrentForward<V> where V : struct, IVector<V>
{
    // The part of the inputs' products that is made at once: small enough for a cache near the core.
    private const nint ChunkElements = 1 << 16;

    /// <summary>Computes outputs and last states, and what the gradient needs if that is wanted.</summary>
    public static void Run(ref RecurrentJob job)
    {
        fixed (RecurrentJob* pinned = &job)
        {
            if (job.Blocks == 1)
                Block(pinned, 0);
            else
                WorkerPool.Shared.Run(job.Threads, job.Blocks, &Block, pinned);
        }
    }

    /// <summary>A product within a block: on all threads if the block is the only one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(in RecurrentJob job, nint m, nint n, nint k, float* a, nint rowA, float* b, nint rowB, float* y, nint rowY, float* bias = null)
    {
        var g = new GemmArguments<float> { M = m, N = n, K = k, A = a, RowA = rowA, ColumnA = 1, B = b, RowB = rowB, ColumnB = 1, Y = y, RowY = rowY, Bias = bias };
        if (job.Blocks == 1)
            FloatGemm<V>.Run(job.Threads, g);
        else
            FloatGemm<V>.RunAlone(g);
    }

    /// <summary>y = a · b, element by element.</summary>
    public static void MultiplyElements(float* a, float* b, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Count)
            GateMath<V>.Store(GateMath<V>.Load(a + i, count - i) * GateMath<V>.Load(b + i, count - i), y + i, count - i);
    }

    private static void Block(void* context, int block)
    {
        ref RecurrentJob job = ref *(RecurrentJob*)context;
        (nint row, nint n) = job.Rows(block);
        bool saves = job.H != null;
        nint units = job.Units, state = n * units;
        // A simple network's products are not saved; a GRU's product with the state stands beside its gates.
        nint width = saves && job.SavedWidth > 0 ? job.SavedWidth : job.Kind == RecurrentKind.GruResetAfter ? 4 * units : job.Width;
        bool own = !saves || job.SavedWidth == 0;
        nint chunk = Math.Clamp(ChunkElements / (n * Math.Max(width, job.Features)), 1, job.Steps);
        float* scratch = Scratch.Get<float>(ScratchSlot.Sequence, 2 * chunk * n * job.Features + (own ? chunk * n * width : 0) + n * job.Width + 6 * state);
        float* x = scratch, scaled = x + chunk * n * job.Features;
        float* z = scaled + chunk * n * job.Features;
        float* product = z + (own ? chunk * n * width : 0);
        float* factored = product + n * job.Width;
        float* ring = factored + 2 * state;
        float* h = saves ? job.H + row * job.Steps * units : ring, c = null;
        Start(job.H0, row, n, units, h);
        if (job.Kind == RecurrentKind.Lstm)
        {
            c = saves ? job.C + row * job.Steps * units : ring + 2 * state;
            Start(job.C0, row, n, units, c);
        }
        if (job.Mask != null && !job.Sequences)
            RecurrentJob.Clear(job.Output + row * units, state);
        for (nint s = 0; s < job.Steps; s++)
        {
            float* gates = own ? z + s % chunk * n * width : job.Gates + (row * job.Steps + s * n) * width;
            if (s % chunk == 0)
            {
                nint count = Math.Min(chunk, job.Steps - s);
                job.PackInputs(row, n, s, count, x);
                InputProducts(job, row, n, s, count, x, scaled, gates, width);
            }
            bool last = s + 1 == job.Steps;
            float* nextH = last ? job.FinalH + row * units : saves ? h + state : h == ring ? ring + state : ring;
            float* nextC = c == null ? null : last ? job.FinalC + row * units : saves ? c + state : c == ring + 2 * state ? ring + 3 * state : ring + 2 * state;
            StateProducts(job, row, n, s, h, product, factored);
            for (nint i = 0; i < n; i++)
                Gates(job, gates + i * width, product + i * job.Width, h + i * units, c + i * units, nextH + i * units, nextC + i * units);
            if (job.Kind == RecurrentKind.GruResetBefore)
                Candidates(job, row, n, s, gates, width, h, product, factored, nextH);
            Output(job, row, n, s, h, c, nextH, nextC);
            h = nextH;
            c = nextC;
        }
        if (job.Mask == null && !job.Sequences)
            RecurrentJob.Copy(job.FinalH + row * units, job.Output + row * units, state);
    }

    private static void Start(float* first, nint row, nint n, nint units, float* target)
    {
        if (first == null)
            RecurrentJob.Clear(target, n * units);
        else
            RecurrentJob.Copy(first + row * units, target, n * units);
    }

    // x·W + b of some steps, into the gates.
    private static void InputProducts(in RecurrentJob job, nint row, nint n, nint step, nint steps, float* x, float* scaled, float* gates, nint width)
    {
        nint units = job.Units;
        if (job.InputFactors == null)
        {
            Multiply(job, steps * n, job.Width, job.Features, x, job.Features, job.Kernel, job.Width, gates, width, job.Bias);
            return;
        }
        for (int gate = 0; gate < job.Width / units; gate++)
        {
            for (nint s = 0; s < steps; s++)
                MultiplyElements(x + s * n * job.Features, job.InputFactor(step + s, gate, row), scaled + s * n * job.Features, n * job.Features);
            Multiply(job, steps * n, units, job.Features, scaled, job.Features, job.Kernel + gate * units, job.Width, gates + gate * units, width,
                job.Bias == null ? null : job.Bias + gate * units);
        }
    }

    // h·U; of a GRU that resets before the product only the columns of its gates.
    private static void StateProducts(in RecurrentJob job, nint row, nint n, nint step, float* h, float* product, float* factored)
    {
        nint units = job.Units, columns = job.Kind == RecurrentKind.GruResetBefore ? 2 * units : job.Width;
        float* bias = job.Kind == RecurrentKind.GruResetAfter && job.Bias != null ? job.Bias + job.Width : null;
        if (job.RecurrentFactors == null)
        {
            Multiply(job, n, columns, units, h, units, job.Recurrent, job.Width, product, job.Width, bias);
            return;
        }
        for (int gate = 0; gate < columns / units; gate++)
        {
            MultiplyElements(h, job.RecurrentFactor(step, gate, row), factored, n * units);
            Multiply(job, n, units, units, factored, units, job.Recurrent + gate * units, job.Width, product + gate * units, job.Width, bias == null ? null : bias + gate * units);
        }
    }

    // One row: the gates' functions and the next states.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gates(in RecurrentJob job, float* z, float* p, float* h, float* c, float* nextH, float* nextC)
    {
        nint units = job.Units;
        GateFunction f = job.Activation, gate = job.Gate;
        switch (job.Kind)
        {
            case RecurrentKind.SimpleRnn:
                for (nint u = 0; u < units; u += V.Count)
                {
                    nint left = units - u;
                    GateMath<V>.Store(GateMath<V>.Apply(f, GateMath<V>.Load(z + u, left) + GateMath<V>.Load(p + u, left)), nextH + u, left);
                }
                break;
            case RecurrentKind.Lstm:
                for (nint u = 0; u < units; u += V.Count)
                {
                    nint left = units - u;
                    V i = GateMath<V>.Apply(gate, GateMath<V>.Load(z + u, left) + GateMath<V>.Load(p + u, left));
                    V forget = GateMath<V>.Apply(gate, GateMath<V>.Load(z + units + u, left) + GateMath<V>.Load(p + units + u, left));
                    V candidate = GateMath<V>.Apply(f, GateMath<V>.Load(z + 2 * units + u, left) + GateMath<V>.Load(p + 2 * units + u, left));
                    V o = GateMath<V>.Apply(gate, GateMath<V>.Load(z + 3 * units + u, left) + GateMath<V>.Load(p + 3 * units + u, left));
                    V carry = forget * GateMath<V>.Load(c + u, left) + i * candidate;
                    GateMath<V>.Store(i, z + u, left);
                    GateMath<V>.Store(forget, z + units + u, left);
                    GateMath<V>.Store(candidate, z + 2 * units + u, left);
                    GateMath<V>.Store(o, z + 3 * units + u, left);
                    GateMath<V>.Store(carry, nextC + u, left);
                    GateMath<V>.Store(o * GateMath<V>.Apply(f, carry), nextH + u, left);
                }
                break;
            case RecurrentKind.GruResetAfter:
                for (nint u = 0; u < units; u += V.Count)
                {
                    nint left = units - u;
                    V update = GateMath<V>.Apply(gate, GateMath<V>.Load(z + u, left) + GateMath<V>.Load(p + u, left));
                    V reset = GateMath<V>.Apply(gate, GateMath<V>.Load(z + units + u, left) + GateMath<V>.Load(p + units + u, left));
                    V inner = GateMath<V>.Load(p + 2 * units + u, left);
                    V candidate = GateMath<V>.Apply(f, GateMath<V>.Load(z + 2 * units + u, left) + reset * inner);
                    GateMath<V>.Store(update, z + u, left);
                    GateMath<V>.Store(reset, z + units + u, left);
                    GateMath<V>.Store(candidate, z + 2 * units + u, left);
                    GateMath<V>.Store(inner, z + 3 * units + u, left);
                    GateMath<V>.Store(update * GateMath<V>.Load(h + u, left) + (V.Of(1) - update) * candidate, nextH + u, left);
                }
                break;
            default:
                for (nint u = 0; u < 2 * units; u += V.Count)
                {
                    nint left = 2 * units - u;
                    GateMath<V>.Store(GateMath<V>.Apply(gate, GateMath<V>.Load(z + u, left) + GateMath<V>.Load(p + u, left)), z + u, left);
                }
                break;
        }
    }

    // The second half of a GRU that resets before the product.
    private static void Candidates(in RecurrentJob job, nint row, nint n, nint step, float* gates, nint width, float* h, float* product, float* factored, float* nextH)
    {
        nint units = job.Units;
        float* source = h;
        if (job.RecurrentFactors != null)
            MultiplyElements(h, job.RecurrentFactor(step, 2, row), source = factored + n * units, n * units);
        for (nint i = 0; i < n; i++)
            MultiplyElements(source + i * units, gates + i * width + units, factored + i * units, units);
        Multiply(job, n, units, units, factored, units, job.Recurrent + 2 * units, job.Width, product + 2 * units, job.Width);
        for (nint i = 0; i < n; i++)
            for (nint u = 0; u < units; u += V.Count)
            {
                nint left = units - u;
                float* z = gates + i * width + u;
                V candidate = GateMath<V>.Apply(job.Activation, GateMath<V>.Load(z + 2 * units, left) + GateMath<V>.Load(product + i * job.Width + 2 * units + u, left));
                V update = GateMath<V>.Load(z, left);
                GateMath<V>.Store(candidate, z + 2 * units, left);
                GateMath<V>.Store(update * GateMath<V>.Load(h + i * units + u, left) + (V.Of(1) - update) * candidate, nextH + i * units + u, left);
            }
    }

    // Steps that do not count keep the states and repeat the output; then the outputs go where they belong.
    private static void Output(in RecurrentJob job, nint row, nint n, nint step, float* h, float* c, float* nextH, float* nextC)
    {
        nint units = job.Units;
        if (!job.Sequences && job.Mask == null)
            return;
        for (nint i = 0; i < n; i++)
        {
            float* target = job.Sequences ? job.Output + ((row + i) * job.Steps + step) * units : job.Output + (row + i) * units;
            if (job.Counts(row + i, step))
            {
                RecurrentJob.Copy(nextH + i * units, target, units);
                continue;
            }
            RecurrentJob.Copy(h + i * units, nextH + i * units, units);
            if (c != null)
                RecurrentJob.Copy(c + i * units, nextC + i * units, units);
            if (job.ZeroMasked || (job.Sequences && step == 0))
                RecurrentJob.Clear(target, units);
            else if (job.Sequences)
                RecurrentJob.Copy(target - units, target, units);
        }
    }
}
