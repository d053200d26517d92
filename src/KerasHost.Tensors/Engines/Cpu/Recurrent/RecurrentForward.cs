using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// Recurrent layers forward. A block of rows runs through all steps on its thread; at each step inputs and states side by side meet both
/// kernels in one product.
/// </summary>
internal static unsafe class RecurrentForward<V> where V : struct, IVector<V>
{
    // Rows times steps below which packing the kernels would cost more than the products.
    private const nint FewProducts = 8;

    /// <summary>Gates that one product makes: some places of a row, from the inputs, the state or both.</summary>
    private struct Group
    {
        public int First, Count;
        public bool FromInputs, FromState;
        public PackedFactor<V> Factor;
    }

    [InlineArray(4)]
    private struct Groups
    {
        private Group _first;
    }

    private struct Job
    {
        public RecurrentJob Sequence;
        public GateKernelSet Kernels;
        public Groups Groups;
        public int GroupCount;
        /// <summary>The recurrent kernel of the candidate in a GRU that resets before the product.</summary>
        public PackedFactor<V> Candidate;
        /// <summary>What every row of gates starts with.</summary>
        public float* Start;
        /// <summary>Whether the kernels are read where they are.</summary>
        public bool InPlace;
    }

    /// <summary>Computes outputs and last states, and what the gradient needs if that is wanted.</summary>
    public static void Run(ref RecurrentJob sequence)
    {
        var job = new Job { Sequence = sequence, Kernels = GateKernels<V>.For(sequence.Kind, sequence.Activation, sequence.Gate) };
        nint kernels = sequence.RowWidth * (sequence.Features + sequence.Units);
        job.InPlace = sequence.Batch * sequence.Steps <= FewProducts && sequence.Units == sequence.Padded && !sequence.Saves &&
            sequence.InputFactors == null && sequence.RecurrentFactors == null && sequence.Kind != RecurrentKind.GruResetBefore;
        float* memory = Scratch.Get<float>(ScratchSlot.SequenceFactors, sequence.RowWidth + (job.InPlace ? 0 : kernels));
        job.Start = memory;
        PackBias(sequence, memory);
        memory += sequence.RowWidth;
        if (!job.InPlace)
            Pack(&job, memory);
        if (sequence.Blocks == 1)
            Block(&job, 0);
        else
            WorkerPool.Shared.Run(sequence.Threads, sequence.Blocks, &Block, &job);
    }

    // The biases in the order of the places, those of inputs and state added where both meet.
    private static void PackBias(in RecurrentJob s, float* target)
    {
        for (int slot = 0; slot < s.Slots; slot++)
        {
            float* place = target + slot * s.Padded;
            Lines<V>.Clear(place, s.Padded);
            if (s.Bias == null)
                continue;
            float* bias = s.Bias + s.GateOf(slot) * s.Units;
            if (slot < s.InputSlots)
                Lines<V>.Copy(bias, place, s.Units);
            if (s.Kind == RecurrentKind.GruResetAfter && slot >= 1)
                Lines<V>.Add(place, bias + s.Width, place, s.Units);
        }
    }

    private static void Pack(Job* job, float* memory)
    {
        ref RecurrentJob s = ref job->Sequence;
        Span<nint> columns = stackalloc nint[4];
        bool apart = s.InputFactors != null || s.RecurrentFactors != null;
        int last = s.Kind == RecurrentKind.GruResetBefore ? 3 : s.Slots;
        for (int slot = 0, count; slot < s.Slots; slot += count)
        {
            bool inputs = slot < s.InputSlots, state = slot >= s.FirstStateSlot && slot < last;
            count = 1;
            while (!apart && slot + count < s.Slots && slot + count < s.InputSlots == inputs && slot + count >= s.FirstStateSlot == state)
                count++;
            ref Group group = ref job->Groups[job->GroupCount++];
            (group.First, group.Count, group.FromInputs, group.FromState) = (slot, count, inputs, state);
            group.Factor = PackedFactor<V>.SideBySide(ref memory, s.Kernel, inputs ? s.Features : 0, s.Recurrent, state ? s.Units : 0, s.Width,
                s.ColumnsOf(slot, count, columns), s.Units);
        }
        if (s.Kind == RecurrentKind.GruResetBefore)
            job->Candidate = PackedFactor<V>.SideBySide(ref memory, null, 0, s.Recurrent, s.Units, s.Width, s.ColumnsOf(0, 1, columns), s.Units);
    }

    private static void Block(void* context, int block)
    {
        Job* job = (Job*)context;
        ref RecurrentJob s = ref job->Sequence;
        (nint row, nint n) = s.Rows(block);
        nint units = s.Units, padded = s.Padded, features = s.Features, state = n * padded, width = s.RowWidth;
        // An operand's row: the inputs, then the state.
        nint line = features + padded;
        float* ring = Scratch.Get<float>(ScratchSlot.Sequence, 4 * state + (job->InPlace ? 2 : 1) * n * width + 2 * n * line);
        float* z = ring + 4 * state, product = z + n * width, operand = job->InPlace ? product + n * width : product, factored = operand + n * line;
        float* h = s.H != null ? s.State(s.H, row, n, 0) : ring, c = null;
        Start(s, s.H0, row, n, h);
        for (nint i = 0; i < n; i++)
            Lines<V>.Copy(h + i * padded, operand + i * line + features, padded);
        if (s.Kind == RecurrentKind.Lstm)
        {
            c = s.C != null ? s.State(s.C, row, n, 0) : ring + 2 * state;
            Start(s, s.C0, row, n, c);
        }
        for (nint step = 0; step < s.Steps; step++)
        {
            var rows = new GateRows { Rows = n, Units = units, Padded = padded, StrideZ = width, H = h, C = c };
            rows.Z = s.Gates != null ? s.Gates + (row * s.Steps + step * n) * width : z;
            rows.NextH = s.H != null ? s.State(s.H, row, n, step + 1) : h == ring ? ring + state : ring;
            if (c != null)
                rows.NextC = s.C != null ? s.State(s.C, row, n, step + 1) : c == ring + 2 * state ? ring + 3 * state : ring + 2 * state;
            for (nint i = 0; i < n; i++)
                Lines<V>.Copy(s.X + ((row + i) * s.Steps + s.Time(step)) * features, operand + i * line, features);
            if (job->InPlace)
                MultiplyInPlace(s, n, operand, line, rows.Z, job->Start, product);
            else
                Multiply(job, row, n, step, operand, factored, line, rows.Z);
            job->Kernels.Forward(&rows);
            if (job->Kernels.Candidates != null)
                Candidates(job, row, n, step, operand, factored, line, &rows);
            if (s.Mask != null)
                Skip(s, row, n, step, rows);
            Publish(s, row, n, step, rows.NextH, operand, line);
            h = rows.NextH;
            c = rows.NextC;
        }
        for (nint i = 0; i < n; i++)
        {
            Lines<V>.Copy(h + i * padded, s.FinalH + (row + i) * units, units);
            if (c != null)
                Lines<V>.Copy(c + i * padded, s.FinalC + (row + i) * units, units);
        }
    }

    private static void Start(in RecurrentJob s, float* first, nint row, nint n, float* target)
    {
        for (nint i = 0; i < n; i++)
            Lines<V>.CopyPadded(first == null ? target : first + (row + i) * s.Units, target + i * s.Padded, first == null ? 0 : s.Units, s.Padded);
    }

    private static void Multiply(Job* job, nint row, nint n, nint step, float* operand, float* factored, nint line, float* z)
    {
        ref RecurrentJob s = ref job->Sequence;
        int threads = s.Blocks == 1 ? s.Threads : 1;
        bool apart = s.InputFactors != null || s.RecurrentFactors != null;
        for (int i = 0; i < job->GroupCount; i++)
        {
            ref Group group = ref job->Groups[i];
            float* a = operand;
            if (apart)
                Scale(s, row, n, step, s.GateOf(group.First), group.FromInputs, group.FromState, operand, a = factored, line);
            group.Factor.Multiply(threads, n, a + (group.FromInputs ? 0 : s.Features), line, 0, group.Factor.K,
                z + group.First * s.Padded, s.RowWidth, job->Start + group.First * s.Padded, 0);
        }
    }

    /// <summary>Rows of inputs and states multiplied by the factors of a gate.</summary>
    public static void Scale(in RecurrentJob s, nint row, nint n, nint step, int gate, bool inputs, bool state, float* source, float* target, nint line)
    {
        nint features = s.Features, units = s.Units;
        for (nint i = 0; i < n; i++, source += line, target += line)
        {
            if (inputs && s.InputFactors != null)
                Lines<V>.Multiply(source, s.InputFactor(step, gate, row + i), target, features);
            else if (inputs)
                Lines<V>.Copy(source, target, features);
            if (state && s.RecurrentFactors != null)
                Lines<V>.Multiply(source + features, s.RecurrentFactor(step, gate, row + i), target + features, units);
            else if (state)
                Lines<V>.Copy(source + features, target + features, units);
        }
    }

    // Kernels that are used a few times only are read where they are; nothing is padded then.
    private static void MultiplyInPlace(in RecurrentJob s, nint n, float* operand, nint line, float* z, float* start, float* product)
    {
        nint units = s.Units, width = s.RowWidth, first = s.FirstStateSlot * units, columns = s.Width;
        if (s.IsGru)
        {
            Product(s, n, operand, line, s.Features, s.Kernel, 2 * units, z + units, width, start + units);
            Product(s, n, operand, line, s.Features, s.Kernel + 2 * units, units, z, width, start);
            for (nint i = 0; i < n; i++)
                Lines<V>.Copy(start + 3 * units, z + i * width + 3 * units, units);
        }
        else
            Product(s, n, operand, line, s.Features, s.Kernel, columns, z, width, start);
        Product(s, n, operand + s.Features, line, units, s.Recurrent, columns, product, columns, null);
        for (nint i = 0; i < n; i++)
            Lines<V>.Add(z + i * width + first, product + i * columns, z + i * width + first, columns);
    }

    private static void Product(in RecurrentJob s, nint n, float* a, nint strideA, nint k, float* b, nint columns, float* y, nint strideY, float* bias) =>
        FloatGemm<V>.Run(s.Threads, new GemmArguments<float> { M = n, N = columns, K = k, A = a, RowA = strideA, ColumnA = 1, B = b, RowB = s.Width, ColumnB = 1, Y = y, RowY = strideY, Bias = bias });

    // The second half of a GRU that resets before the product.
    private static void Candidates(Job* job, nint row, nint n, nint step, float* operand, float* factored, nint line, GateRows* rows)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint features = s.Features, units = s.Units;
        Scale(s, row, n, step, 2, false, true, operand, factored, line);
        for (nint i = 0; i < n; i++)
            Lines<V>.Multiply(factored + i * line + features, rows->Z + i * rows->StrideZ + 2 * s.Padded, factored + i * line + features, units);
        job->Candidate.Multiply(s.Blocks == 1 ? s.Threads : 1, n, factored + features, line, 0, units, rows->Z, rows->StrideZ, rows->Z, rows->StrideZ);
        job->Kernels.Candidates(rows);
    }

    // Sequences that do not count at this step keep their states.
    private static void Skip(in RecurrentJob s, nint row, nint n, nint step, in GateRows rows)
    {
        for (nint i = 0; i < n; i++)
        {
            if (s.Counts(row + i, step))
                continue;
            nint at = i * s.Padded;
            Lines<V>.Copy(rows.H + at, rows.NextH + at, s.Padded);
            if (rows.C != null)
                Lines<V>.Copy(rows.C + at, rows.NextC + at, s.Padded);
        }
    }

    // The new state goes into the next operand and, where it is wanted, into the output; a step that does not count repeats the output.
    private static void Publish(in RecurrentJob s, nint row, nint n, nint step, float* h, float* operand, nint line)
    {
        nint units = s.Units;
        bool last = step + 1 == s.Steps;
        for (nint i = 0; i < n; i++, h += s.Padded)
        {
            if (!last)
                Lines<V>.Copy(h, operand + i * line + s.Features, s.Padded);
            if (s.Mask == null)
            {
                if (s.Sequences || last)
                    Lines<V>.Copy(h, s.Output + s.OutputOffset(row + i, step), units);
                continue;
            }
            float* target = s.Output + s.OutputOffset(row + i, step);
            if (s.Counts(row + i, step))
                Lines<V>.Copy(h, target, units);
            else if (s.ZeroMasked || step == 0)
                Lines<V>.Clear(target, units);
            else if (s.Sequences)
                Lines<V>.Copy(s.Output + s.OutputOffset(row + i, step - 1), target, units);
        }
    }
}
