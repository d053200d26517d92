using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// The gradients of recurrent layers. A block of rows runs back through all steps on its thread and notes the gradients of the gates before
/// their functions; the gradients of the kernels are then one product each over all rows and steps.
/// </summary>
internal static unsafe class RecurrentBackward<V> where V : struct, IVector<V>
{
    private const nint ChunkElements = 1 << 16;

    private struct Job
    {
        public RecurrentJob Sequence;
        public float* Packed, Sums;
        public Operand Operand;
        public int Gate;
    }

    /// <summary>Left factors of the kernels' gradients, row by row as the gates' gradients lie.</summary>
    private enum Operand
    {
        Inputs,
        ScaledInputs,
        ScaledStates,
        ResetStates,
    }

    /// <summary>Computes the gradients that are wanted.</summary>
    public static void Run(ref RecurrentJob sequence)
    {
        nint count = sequence.Batch * sequence.Steps, width = sequence.GradientWidth, units = sequence.Units;
        nint kernels = sequence.Width * (sequence.Features + units);
        float* shared = Scratch.Get<float>(ScratchSlot.SequenceFactors, count * (width + Math.Max(sequence.Features, units)) + kernels + (sequence.Blocks + 1) * width);
        sequence.DZ = shared;
        sequence.KernelT = shared + count * width;
        sequence.RecurrentT = sequence.KernelT + sequence.Width * sequence.Features;
        Transpose(sequence.Kernel, sequence.Features, sequence.Width, sequence.KernelT, sequence.IsGru ? 2 * units : 0);
        Transpose(sequence.Recurrent, units, sequence.Width, sequence.RecurrentT, 0);
        var job = new Job { Sequence = sequence };
        job.Sums = sequence.RecurrentT + sequence.Width * units;
        job.Packed = job.Sums + (sequence.Blocks + 1) * width;
        Each(&job, &Block);
        if (sequence.DKernel != null)
            KernelGradient(&job, count, width);
        if (sequence.DRecurrent != null)
            RecurrentGradient(&job, count, width);
        if (sequence.DBias != null)
            BiasGradient(&job, width);
    }

    private static void Each(Job* job, delegate*<void*, int, void> body)
    {
        if (job->Sequence.Blocks == 1)
            body(job, 0);
        else
            WorkerPool.Shared.Run(job->Sequence.Threads, job->Sequence.Blocks, body, job);
    }

    // Columns as rows, those from `first` on in front of the others.
    private static void Transpose(float* source, nint rows, nint columns, float* target, nint first)
    {
        for (nint j = 0; j < columns; j++)
        {
            nint column = (j + first) % columns;
            for (nint i = 0; i < rows; i++)
                target[j * rows + i] = source[i * columns + column];
        }
    }

    // ---- one block of rows, back through all steps

    private static void Block(void* context, int block)
    {
        ref RecurrentJob job = ref ((Job*)context)->Sequence;
        (nint row, nint n) = job.Rows(block);
        nint units = job.Units, state = n * units, width = job.GradientWidth;
        nint chunk = Math.Max(ChunkElements / (n * job.Features), 1);
        float* dh = Scratch.Get<float>(ScratchSlot.Sequence, Math.Max(6 * state, 2 * chunk * n * job.Features));
        float* dc = dh + state, carried = dc + state, kept = carried + state, product = kept + state, part = product + state;
        Start(job.DFinalH, row, n, units, dh);
        Start(job.DFinalC, row, n, units, dc);
        RecurrentJob.Clear(carried, state);
        for (nint s = job.Steps - 1; s >= 0; s--)
        {
            nint at = row * job.Steps + s * n;
            bool last = s + 1 == job.Steps;
            float* h = job.H + at * units, c = job.C + at * units, gates = job.Gates + at * job.SavedWidth, dz = job.DZ + at * width;
            float* nextH = last ? job.FinalH + row * units : h + state, nextC = last ? job.FinalC + row * units : c + state;
            for (nint i = 0; i < n; i++)
            {
                nint u = i * units;
                if (job.DOutput != null && (job.Sequences || last))
                    Add(carried + u, job.DOutput + (job.Sequences ? (row + i) * job.Steps + s : row + i) * units, carried + u, units);
                if (!job.Counts(row + i, s))
                {
                    RecurrentJob.Clear(dz + i * width, width);
                    RecurrentJob.Copy(dh + u, kept + u, units);
                    if (job.ZeroMasked)
                        RecurrentJob.Clear(carried + u, units);
                    continue;
                }
                Add(dh + u, carried + u, dh + u, units);
                RecurrentJob.Clear(carried + u, units);
                Gates(job, gates + i * job.SavedWidth, h + u, c + u, nextH + u, nextC + u, dh + u, dc + u, dz + i * width, kept + u);
            }
            if (job.Kind == RecurrentKind.GruResetBefore)
                Resets(job, row, n, s, gates, h, dz, kept, product);
            StateGradient(job, row, n, s, dz, kept, product, part, dh);
        }
        if (job.DH0 != null)
            RecurrentJob.Copy(dh, job.DH0 + row * units, state);
        if (job.DC0 != null)
            RecurrentJob.Copy(dc, job.DC0 + row * units, state);
        if (job.DX != null)
            InputGradient(job, row, n, chunk, dh);
    }

    private static void Start(float* gradient, nint row, nint n, nint units, float* target)
    {
        if (gradient == null)
            RecurrentJob.Clear(target, n * units);
        else
            RecurrentJob.Copy(gradient + row * units, target, n * units);
    }

    private static void Add(float* a, float* b, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Count)
            GateMath<V>.Store(GateMath<V>.Load(a + i, count - i) + GateMath<V>.Load(b + i, count - i), y + i, count - i);
    }

    private static void MultiplyAdd(float* a, float* b, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Count)
            GateMath<V>.Store(GateMath<V>.Load(y + i, count - i) + GateMath<V>.Load(a + i, count - i) * GateMath<V>.Load(b + i, count - i), y + i, count - i);
    }

    // One row: from the gradient of the new state to those of the gates, and what goes straight to the state before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gates(in RecurrentJob job, float* gates, float* h, float* c, float* nextH, float* nextC, float* dh, float* dc, float* dz, float* kept)
    {
        nint units = job.Units;
        GateFunction f = job.Activation, gate = job.Gate;
        for (nint u = 0; u < units; u += V.Count)
        {
            nint left = units - u;
            V d = GateMath<V>.Load(dh + u, left);
            switch (job.Kind)
            {
                case RecurrentKind.SimpleRnn:
                    GateMath<V>.Store(d * GateMath<V>.Derivative(f, GateMath<V>.Load(nextH + u, left)), dz + u, left);
                    GateMath<V>.Store(V.Of(0), kept + u, left);
                    break;
                case RecurrentKind.Lstm:
                    V i = GateMath<V>.Load(gates + u, left), forget = GateMath<V>.Load(gates + units + u, left);
                    V candidate = GateMath<V>.Load(gates + 2 * units + u, left), o = GateMath<V>.Load(gates + 3 * units + u, left);
                    V y = GateMath<V>.Apply(f, GateMath<V>.Load(nextC + u, left));
                    V carry = GateMath<V>.Load(dc + u, left) + d * o * GateMath<V>.Derivative(f, y);
                    GateMath<V>.Store(carry * candidate * GateMath<V>.Derivative(gate, i), dz + u, left);
                    GateMath<V>.Store(carry * GateMath<V>.Load(c + u, left) * GateMath<V>.Derivative(gate, forget), dz + units + u, left);
                    GateMath<V>.Store(carry * i * GateMath<V>.Derivative(f, candidate), dz + 2 * units + u, left);
                    GateMath<V>.Store(d * y * GateMath<V>.Derivative(gate, o), dz + 3 * units + u, left);
                    GateMath<V>.Store(carry * forget, dc + u, left);
                    GateMath<V>.Store(V.Of(0), kept + u, left);
                    break;
                default:
                    V update = GateMath<V>.Load(gates + u, left), value = GateMath<V>.Load(gates + 2 * units + u, left);
                    V dValue = d * (V.Of(1) - update) * GateMath<V>.Derivative(f, value);
                    GateMath<V>.Store(dValue, dz + u, left);
                    GateMath<V>.Store(d * (GateMath<V>.Load(h + u, left) - value) * GateMath<V>.Derivative(gate, update), dz + units + u, left);
                    GateMath<V>.Store(d * update, kept + u, left);
                    if (job.Kind == RecurrentKind.GruResetAfter)
                    {
                        V reset = GateMath<V>.Load(gates + units + u, left);
                        GateMath<V>.Store(dValue * GateMath<V>.Load(gates + 3 * units + u, left) * GateMath<V>.Derivative(gate, reset), dz + 2 * units + u, left);
                        GateMath<V>.Store(dValue * reset, dz + 3 * units + u, left);
                    }
                    break;
            }
        }
    }

    // The reset gates of a GRU that resets before the product.
    private static void Resets(in RecurrentJob job, nint row, nint n, nint step, float* gates, float* h, float* dz, float* kept, float* product)
    {
        nint units = job.Units, width = job.GradientWidth;
        RecurrentForward<V>.Multiply(job, n, units, units, dz, width, job.RecurrentT + 2 * units * units, units, product, units);
        if (job.RecurrentFactors != null)
            RecurrentForward<V>.MultiplyElements(product, job.RecurrentFactor(step, 2, row), product, n * units);
        for (nint i = 0; i < n; i++)
            for (nint u = 0; u < units; u += V.Count)
            {
                nint left = units - u, at = i * units + u;
                V reset = GateMath<V>.Load(gates + i * job.SavedWidth + units + u, left), d = GateMath<V>.Load(product + at, left);
                GateMath<V>.Store(d * GateMath<V>.Load(h + at, left) * GateMath<V>.Derivative(job.Gate, reset), dz + i * width + 2 * units + u, left);
                GateMath<V>.Store(GateMath<V>.Load(kept + at, left) + d * reset, kept + at, left);
            }
    }

    // The gradient of the state before the step: what was kept and what comes through the recurrent kernel.
    private static void StateGradient(in RecurrentJob job, nint row, nint n, nint step, float* dz, float* kept, float* product, float* part, float* dh)
    {
        nint units = job.Units, width = job.GradientWidth, columns = job.Kind == RecurrentKind.GruResetBefore ? 2 * units : job.Width;
        float* recurrent = job.IsGru ? dz + units : dz;
        if (job.RecurrentFactors == null)
        {
            RecurrentForward<V>.Multiply(job, n, units, columns, recurrent, width, job.RecurrentT, units, product, units);
            Add(kept, product, dh, n * units);
            return;
        }
        RecurrentJob.Copy(kept, dh, n * units);
        for (int gate = 0; gate < columns / units; gate++)
        {
            RecurrentForward<V>.Multiply(job, n, units, units, recurrent + gate * units, width, job.RecurrentT + gate * units * units, units, part, units);
            MultiplyAdd(part, job.RecurrentFactor(step, gate, row), dh, n * units);
        }
    }

    private static void InputGradient(in RecurrentJob job, nint row, nint n, nint chunk, float* scratch)
    {
        nint features = job.Features, units = job.Units, width = job.GradientWidth;
        for (nint s = 0; s < job.Steps; s += chunk)
        {
            nint steps = Math.Min(chunk, job.Steps - s), count = steps * n;
            float* dz = job.DZ + (row * job.Steps + s * n) * width;
            if (job.InputFactors == null)
                RecurrentForward<V>.Multiply(job, count, features, job.Width, dz, width, job.KernelT, features, scratch, features);
            else
                ScaledInputGradient(job, row, n, s, steps, dz, scratch, scratch + count * features);
            for (nint k = 0; k < steps; k++)
                for (nint i = 0; i < n; i++)
                {
                    nint time = job.Backwards ? job.Steps - 1 - s - k : s + k;
                    RecurrentJob.Copy(scratch + (k * n + i) * features, job.DX + ((row + i) * job.Steps + time) * features, features);
                }
        }
    }

    private static void ScaledInputGradient(in RecurrentJob job, nint row, nint n, nint step, nint steps, float* dz, float* sum, float* part)
    {
        nint features = job.Features, units = job.Units;
        RecurrentJob.Clear(sum, steps * n * features);
        int gates = (int)(job.Width / units);
        for (int at = 0; at < gates; at++)
        {
            RecurrentForward<V>.Multiply(job, steps * n, features, units, dz + at * units, job.GradientWidth, job.KernelT + at * units * features, features, part, features);
            int gate = job.IsGru ? (at + 2) % 3 : at;
            for (nint k = 0; k < steps; k++)
                MultiplyAdd(part + k * n * features, job.InputFactor(step + k, gate, row), sum + k * n * features, n * features);
        }
    }

    // ---- the kernels, over all rows and steps

    private static void KernelGradient(Job* job, nint count, nint width)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint units = s.Units;
        if (s.InputFactors == null)
        {
            Pack(job, Operand.Inputs, 0);
            if (s.IsGru)
            {
                Product(s, job->Packed, s.Features, count, s.DZ + units, width, 2 * units, s.DKernel);
                Product(s, job->Packed, s.Features, count, s.DZ, width, units, s.DKernel + 2 * units);
            }
            else
                Product(s, job->Packed, s.Features, count, s.DZ, width, s.Width, s.DKernel);
            return;
        }
        for (int gate = 0; gate < s.Width / units; gate++)
        {
            Pack(job, Operand.ScaledInputs, gate);
            Product(s, job->Packed, s.Features, count, s.DZ + (s.IsGru ? (gate + 1) % 3 : gate) * units, width, units, s.DKernel + gate * units);
        }
    }

    private static void RecurrentGradient(Job* job, nint count, nint width)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint units = s.Units, columns = s.Kind == RecurrentKind.GruResetBefore ? 2 * units : s.Width;
        float* dz = s.IsGru ? s.DZ + units : s.DZ;
        if (s.RecurrentFactors == null)
            Product(s, s.H, units, count, dz, width, columns, s.DRecurrent);
        for (int gate = 0; s.RecurrentFactors != null && gate < columns / units; gate++)
        {
            Pack(job, Operand.ScaledStates, gate);
            Product(s, job->Packed, units, count, dz + gate * units, width, units, s.DRecurrent + gate * units);
        }
        if (s.Kind != RecurrentKind.GruResetBefore)
            return;
        Pack(job, Operand.ResetStates, 2);
        Product(s, job->Packed, units, count, s.DZ, width, units, s.DRecurrent + 2 * units);
    }

    // y = aᵀ·dz
    private static void Product(in RecurrentJob s, float* a, nint rows, nint count, float* dz, nint width, nint columns, float* y) =>
        FloatGemm<V>.Run(s.Threads, new GemmArguments<float> { M = rows, N = columns, K = count, A = a, RowA = 1, ColumnA = rows, B = dz, RowB = width, ColumnB = 1, Y = y, RowY = s.Width });

    private static void Pack(Job* job, Operand operand, int gate)
    {
        (job->Operand, job->Gate) = (operand, gate);
        Each(job, &PackBlock);
    }

    private static void PackBlock(void* context, int block)
    {
        ref Job packing = ref *(Job*)context;
        ref RecurrentJob job = ref packing.Sequence;
        (nint row, nint n) = job.Rows(block);
        bool inputs = packing.Operand is Operand.Inputs or Operand.ScaledInputs;
        nint size = inputs ? job.Features : job.Units;
        for (nint s = 0; s < job.Steps; s++)
        {
            nint at = row * job.Steps + s * n;
            float* target = packing.Packed + at * size, h = job.H + at * size;
            if (inputs)
                job.PackInputs(row, n, s, 1, target);
            switch (packing.Operand)
            {
                case Operand.ScaledInputs:
                    RecurrentForward<V>.MultiplyElements(target, job.InputFactor(s, packing.Gate, row), target, n * size);
                    break;
                case Operand.ScaledStates:
                    RecurrentForward<V>.MultiplyElements(h, job.RecurrentFactor(s, packing.Gate, row), target, n * size);
                    break;
                case Operand.ResetStates:
                    for (nint i = 0; i < n; i++)
                        RecurrentForward<V>.MultiplyElements(h + i * size, job.Gates + (at + i) * job.SavedWidth + size, target + i * size, size);
                    if (job.RecurrentFactors != null)
                        RecurrentForward<V>.MultiplyElements(target, job.RecurrentFactor(s, packing.Gate, row), target, n * size);
                    break;
            }
        }
    }

    // Sums over rows, then steps, then blocks: short runs keep the error of float32 small.
    private static void BiasGradient(Job* job, nint width)
    {
        ref RecurrentJob s = ref job->Sequence;
        Each(job, &SumBlock);
        float* total = job->Sums + s.Blocks * width;
        RecurrentJob.Clear(total, width);
        for (int block = 0; block < s.Blocks; block++)
            Add(total, job->Sums + block * width, total, width);
        nint units = s.Units;
        if (!s.IsGru)
        {
            RecurrentJob.Copy(total, s.DBias, width);
            return;
        }
        RecurrentJob.Copy(total + units, s.DBias, 2 * units);
        RecurrentJob.Copy(total, s.DBias + 2 * units, units);
        if (s.Kind == RecurrentKind.GruResetAfter)
            RecurrentJob.Copy(total + units, s.DBias + 3 * units, 3 * units);
    }

    private static void SumBlock(void* context, int block)
    {
        ref Job summing = ref *(Job*)context;
        ref RecurrentJob job = ref summing.Sequence;
        (nint row, nint n) = job.Rows(block);
        nint width = job.GradientWidth;
        float* sum = summing.Sums + block * width, step = Scratch.Get<float>(ScratchSlot.Sequence, width);
        RecurrentJob.Clear(sum, width);
        for (nint s = 0; s < job.Steps; s++)
        {
            float* dz = job.DZ + (row * job.Steps + s * n) * width;
            RecurrentJob.Copy(dz, step, width);
            for (nint i = 1; i < n; i++)
                Add(step, dz + i * width, step, width);
            Add(sum, step, sum, width);
        }
    }
}
