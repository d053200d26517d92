using KerasHost.Engines.Cpu.Gemm;
using KerasHost.Engines.Cpu.Threading;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>
/// The gradients of recurrent layers. A block of rows runs back through all steps on its thread. The gradients of its gates stay near the
/// core for some steps, until they meet what the kernels met there; each block adds up kernels of its own, which are added in the end.
/// Kernels too large for that get one product over all rows and steps.
/// </summary>
internal static unsafe class RecurrentBackward<V> where V : struct, IVector<V>
{
    // Rows times steps of a chunk.
    private const nint ChunkRows = 128;

    private struct Job
    {
        public RecurrentJob Sequence;
        public GateKernelSet Kernels;
        /// <summary>The transposed kernels; that of the candidate stands apart where a GRU resets before the product.</summary>
        public PackedFactor<V> InputT, StateT, CandidateT;
        /// <summary>Each block's sums: inputs' kernel, recurrent kernel, bias.</summary>
        public float* Sums;
        public nint SumSize;
        /// <summary>The gradients of all gates of all rows and steps, or null where chunks hold them.</summary>
        public float* DZ;
        public float* Packed;
    }

    /// <summary>What a block keeps of some steps.</summary>
    private struct Chunk
    {
        public nint Length, Count, FirstStep;
        public float* DZ, Operand, Factored;
        public nint StrideDZ, Line;
        public bool Adds;
    }

    /// <summary>Computes the gradients that are wanted.</summary>
    public static void Run(ref RecurrentJob sequence)
    {
        var job = new Job { Sequence = sequence, Kernels = GateKernels<V>.For(sequence.Kind, sequence.Activation, sequence.Gate) };
        ref RecurrentJob s = ref job.Sequence;
        nint features = PackedFactor<V>.Padded(s.Features), width = s.RowWidth, count = s.Batch * s.Steps;
        bool large = s.HasLargeKernels;
        job.SumSize = (large ? 1 : s.Features + s.Units + 1) * width;
        nint kernels = width * (features + 2 * s.Padded);
        float* memory = Scratch.Get<float>(ScratchSlot.SequenceFactors, kernels + s.Blocks * job.SumSize + (large ? count * (width + s.Features) : 0));
        Pack(&job, ref memory);
        job.Sums = memory;
        memory += s.Blocks * job.SumSize;
        if (large)
        {
            job.DZ = memory;
            job.Packed = memory + count * width;
        }
        Each(&job, &Block);
        if (large)
            LargeKernelGradients(&job, count);
        for (int block = 1; block < s.Blocks; block++)
            Lines<V>.Add(job.Sums, job.Sums + block * job.SumSize, job.Sums, job.SumSize);
        Deliver(job, large);
    }

    private static void Each(Job* job, delegate*<void*, int, void> body)
    {
        if (job->Sequence.Blocks == 1)
            body(job, 0);
        else
            WorkerPool.Shared.Run(job->Sequence.Threads, job->Sequence.Blocks, body, job);
    }

    private static void Pack(Job* job, ref float* memory)
    {
        ref RecurrentJob s = ref job->Sequence;
        Span<nint> columns = stackalloc nint[4];
        int first = s.FirstStateSlot;
        if (s.DX != null)
            job->InputT = PackedFactor<V>.Transposed(ref memory, s.Kernel, s.Features, s.Width, s.ColumnsOf(0, s.InputSlots, columns), s.Units);
        job->StateT = PackedFactor<V>.Transposed(ref memory, s.Recurrent, s.Units, s.Width, s.ColumnsOf(first, s.Slots - first, columns), s.Units);
        if (s.Kind == RecurrentKind.GruResetBefore)
            job->CandidateT = PackedFactor<V>.Transposed(ref memory, s.Recurrent, s.Units, s.Width, s.ColumnsOf(0, 1, columns), s.Units);
    }

    // ---- one block of rows, back through all steps

    private static void Block(void* context, int block)
    {
        Job* job = (Job*)context;
        ref RecurrentJob s = ref job->Sequence;
        (nint row, nint n) = s.Rows(block);
        nint units = s.Units, padded = s.Padded, state = n * padded, width = s.RowWidth, line = s.Features + padded, wide = PackedFactor<V>.Padded(s.Features);
        nint length = Math.Clamp(ChunkRows / n, 1, s.Steps);
        // Rows of a chunk lie a vector further apart than they are wide: power-of-two distances would share few places of the cache.
        nint strideDZ = job->DZ == null ? width + V.Count : width;
        float* dh = Scratch.Get<float>(ScratchSlot.Sequence, 6 * state + 2 * n * wide + (job->DZ == null ? length * n * (strideDZ + 2 * line) : 0));
        float* dc = dh + state, carried = dc + state, kept = carried + state, product = kept + state, part = product + state, dx = part + state;
        float* sums = job->Sums + block * job->SumSize;
        var chunk = new Chunk { Length = length, DZ = dx + 2 * n * wide, StrideDZ = strideDZ, Line = line };
        chunk.Operand = chunk.DZ + length * n * strideDZ;
        chunk.Factored = chunk.Operand + length * n * line;
        Start(s, s.DFinalH, row, n, dh);
        Start(s, s.DFinalC, row, n, dc);
        Lines<V>.Clear(carried, state);
        bool keeps = s.IsGru || s.Mask != null;
        for (nint step = s.Steps - 1; step >= 0; step--)
        {
            bool last = step + 1 == s.Steps;
            float* dz = job->DZ != null ? job->DZ + (row * s.Steps + step * n) * width : chunk.DZ + (length - 1 - chunk.Count) * n * strideDZ;
            var rows = new GateRows
            {
                Rows = n,
                Units = units,
                Padded = padded,
                H = s.State(s.H, row, n, step),
                NextH = s.State(s.H, row, n, step + 1),
                DH = dh,
                DC = dc,
                DZ = dz,
                StrideDZ = strideDZ,
                Kept = kept,
                Product = product,
                StrideGates = width,
                Gates = s.Gates + (row * s.Steps + step * n) * width,
            };
            if (s.Kind == RecurrentKind.Lstm)
            {
                rows.C = s.State(s.C, row, n, step);
                rows.NextC = s.State(s.C, row, n, step + 1);
            }
            if (s.DOutput != null && (s.Sequences || last))
            {
                rows.DOutput = s.DOutput + s.OutputOffset(row, step);
                rows.StrideOutput = s.Sequences ? s.Steps * s.OutputStride : s.OutputStride;
            }
            if (s.Mask == null)
                job->Kernels.Backward(&rows);
            else
                Masked(job, row, n, step, rows, carried);
            if (job->Kernels.Resets != null)
                Resets(job, row, n, step, rows, part);
            if (s.DX != null)
                InputGradient(job, row, n, step, dz, strideDZ, dx, dx + n * wide);
            StateGradient(job, row, n, step, dz, strideDZ, keeps ? kept : null, part, dh);
            if (job->DZ != null)
            {
                Lines<V>.Columns(dz, width, n, sums, width, !last);
                continue;
            }
            chunk.Count++;
            chunk.FirstStep = step;
            if (chunk.Count == length || step == 0)
            {
                AddKernels(job, row, n, chunk, sums);
                chunk.Count = 0;
                chunk.Adds = true;
            }
        }
        for (nint i = 0; i < n; i++)
        {
            if (s.DH0 != null)
                Lines<V>.Copy(dh + i * padded, s.DH0 + (row + i) * units, units);
            if (s.DC0 != null)
                Lines<V>.Copy(dc + i * padded, s.DC0 + (row + i) * units, units);
        }
    }

    private static void Start(in RecurrentJob s, float* gradient, nint row, nint n, float* target)
    {
        for (nint i = 0; i < n; i++)
            Lines<V>.CopyPadded(gradient == null ? target : gradient + (row + i) * s.Units, target + i * s.Padded, gradient == null ? 0 : s.Units, s.Padded);
    }

    // Row by row: a sequence that does not count at this step hands its gradients on, that of a repeated output to the step it came from.
    private static void Masked(Job* job, nint row, nint n, nint step, in GateRows rows, float* carried)
    {
        ref RecurrentJob s = ref job->Sequence;
        for (nint i = 0; i < n; i++)
        {
            GateRows one = rows.At(i);
            float* carry = carried + i * s.Padded;
            if (one.DOutput != null)
                Lines<V>.Add(carry, one.DOutput, carry, s.Units);
            one.DOutput = null;
            if (!s.Counts(row + i, step))
            {
                Lines<V>.Clear(one.DZ, s.RowWidth);
                Lines<V>.Copy(one.DH, one.Kept, s.Padded);
                if (s.ZeroMasked)
                    Lines<V>.Clear(carry, s.Padded);
                continue;
            }
            Lines<V>.Add(one.DH, carry, one.DH, s.Padded);
            Lines<V>.Clear(carry, s.Padded);
            if (!s.IsGru)
                Lines<V>.Clear(one.Kept, s.Padded);
            job->Kernels.Backward(&one);
        }
    }

    // The reset gates of a GRU that resets before the product.
    private static void Resets(Job* job, nint row, nint n, nint step, in GateRows rows, float* part)
    {
        ref RecurrentJob s = ref job->Sequence;
        job->CandidateT.Multiply(s.Blocks == 1 ? s.Threads : 1, n, rows.DZ, rows.StrideDZ, 0, s.Padded, rows.Product, s.Padded, null, 0);
        for (nint i = 0; s.RecurrentFactors != null && i < n; i++)
            Lines<V>.Multiply(rows.Product + i * s.Padded, s.RecurrentFactor(step, 2, row + i), rows.Product + i * s.Padded, s.Units);
        for (nint i = 0; i < n; i++)
        {
            GateRows one = rows.At(i);
            if (s.Counts(row + i, step))
                job->Kernels.Resets(&one);
        }
    }

    // The gradient of the state before the step: what was kept and what comes through the recurrent kernel.
    private static void StateGradient(Job* job, nint row, nint n, nint step, float* dz, nint strideDZ, float* kept, float* part, float* dh)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint padded = s.Padded;
        int first = s.FirstStateSlot, threads = s.Blocks == 1 ? s.Threads : 1;
        if (s.RecurrentFactors == null)
        {
            job->StateT.Multiply(threads, n, dz + first * padded, strideDZ, 0, job->StateT.K, dh, padded, kept, padded);
            return;
        }
        if (kept == null)
            Lines<V>.Clear(dh, n * padded);
        else
            Lines<V>.Copy(kept, dh, n * padded);
        for (int slot = first; slot < s.Slots; slot++)
        {
            job->StateT.Multiply(threads, n, dz + slot * padded, strideDZ, (slot - first) * padded, padded, part, padded, null, 0);
            for (nint i = 0; i < n; i++)
                Lines<V>.MultiplyAdd(part + i * padded, s.RecurrentFactor(step, s.GateOf(slot), row + i), dh + i * padded, s.Units);
        }
    }

    private static void InputGradient(Job* job, nint row, nint n, nint step, float* dz, nint strideDZ, float* dx, float* part)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint features = s.Features, wide = PackedFactor<V>.Padded(features), distance = s.Steps * features;
        int threads = s.Blocks == 1 ? s.Threads : 1;
        float* target = s.DX + (row * s.Steps + s.Time(step)) * features;
        if (s.InputFactors == null)
        {
            bool whole = features == wide;
            job->InputT.Multiply(threads, n, dz, strideDZ, 0, job->InputT.K, whole ? target : dx, whole ? distance : wide, whole && s.AddsToDX ? target : null, distance);
            for (nint i = 0; !whole && i < n; i++)
                if (s.AddsToDX)
                    Lines<V>.Add(dx + i * wide, target + i * distance, target + i * distance, features);
                else
                    Lines<V>.Copy(dx + i * wide, target + i * distance, features);
            return;
        }
        for (int slot = 0; slot < s.InputSlots; slot++)
        {
            job->InputT.Multiply(threads, n, dz + slot * s.Padded, strideDZ, slot * s.Padded, s.Padded, part, wide, null, 0);
            for (nint i = 0; i < n; i++)
            {
                float* factor = s.InputFactor(step, s.GateOf(slot), row + i);
                if (slot == 0 && !s.AddsToDX)
                    Lines<V>.Multiply(part + i * wide, factor, target + i * distance, features);
                else
                    Lines<V>.MultiplyAdd(part + i * wide, factor, target + i * distance, features);
            }
        }
    }

    // ---- the kernels, chunk by chunk

    private static void AddKernels(Job* job, nint row, nint n, in Chunk chunk, float* sums)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint features = s.Features, units = s.Units, padded = s.Padded, width = s.RowWidth, line = chunk.Line, count = chunk.Count * n;
        int first = s.FirstStateSlot;
        // The last steps come first in time: the chunk is filled from its end.
        float* dz = chunk.DZ + (chunk.Length - chunk.Count) * n * chunk.StrideDZ;
        float* kernel = sums, recurrent = kernel + features * width, bias = recurrent + units * width;
        Lines<V>.Columns(dz, chunk.StrideDZ, count, bias, width, chunk.Adds);
        if (s.DKernel == null && s.DRecurrent == null)
            return;
        float* operand = chunk.Operand;
        for (nint k = 0; k < chunk.Count; k++)
        {
            float* x = s.X + (row * s.Steps + s.Time(chunk.FirstStep + k)) * features;
            for (nint i = 0; i < n; i++)
                Lines<V>.Copy(x + i * s.Steps * features, operand + i * line, features);
            States(job, row, n, chunk.FirstStep + k, operand + features, line);
            operand += n * line;
        }
        operand = chunk.Operand;
        bool apart = s.InputFactors != null || s.RecurrentFactors != null;
        if (!apart)
        {
            PackedFactor<V>.MultiplyTransposed(features, s.InputSlots * padded, count, operand, line, dz, chunk.StrideDZ, kernel, width, chunk.Adds);
            PackedFactor<V>.MultiplyTransposed(units, (s.Slots - first) * padded, count, operand + features, line, dz + first * padded, chunk.StrideDZ, recurrent + first * padded, width, chunk.Adds);
        }
        for (int slot = 0; apart && slot < s.Slots; slot++)
        {
            for (nint k = 0; k < chunk.Count; k++)
                RecurrentForward<V>.Scale(s, row, n, chunk.FirstStep + k, s.GateOf(slot), true, true, operand + k * n * line, chunk.Factored + k * n * line, line);
            if (slot < s.InputSlots)
                PackedFactor<V>.MultiplyTransposed(features, padded, count, chunk.Factored, line, dz + slot * padded, chunk.StrideDZ, kernel + slot * padded, width, chunk.Adds);
            if (slot >= first)
                PackedFactor<V>.MultiplyTransposed(units, padded, count, chunk.Factored + features, line, dz + slot * padded, chunk.StrideDZ, recurrent + slot * padded, width, chunk.Adds);
        }
        if (s.Kind == RecurrentKind.GruResetBefore)
            AddCandidate(job, row, n, chunk, dz, recurrent);
    }

    // The states h before a step, computed again where they were not kept.
    private static void States(Job* job, nint row, nint n, nint step, float* target, nint line)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint padded = s.Padded;
        if (s.H == null && step > 0)
        {
            var rows = new GateRows
            {
                Rows = n,
                Padded = padded,
                Gates = s.Gates + (row * s.Steps + (step - 1) * n) * s.RowWidth,
                StrideGates = s.RowWidth,
                C = s.State(s.C, row, n, step),
                Z = target,
                StrideZ = line,
            };
            job->Kernels.States(&rows);
            return;
        }
        float* h = s.H == null ? s.H0 : s.State(s.H, row, n, step);
        for (nint i = 0; i < n; i++)
            if (s.H != null)
                Lines<V>.Copy(h + i * padded, target + i * line, padded);
            else
                Lines<V>.CopyPadded(h == null ? target : h + (row + i) * s.Units, target + i * line, h == null ? 0 : s.Units, padded);
    }

    // The recurrent kernel of the candidate met r · h.
    private static void AddCandidate(Job* job, nint row, nint n, in Chunk chunk, float* dz, float* recurrent)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint features = s.Features, line = chunk.Line;
        for (nint k = 0; k < chunk.Count; k++)
        {
            nint step = chunk.FirstStep + k;
            float* factored = chunk.Factored + k * n * line, reset = s.Gates + (row * s.Steps + step * n) * s.RowWidth + 2 * s.Padded;
            RecurrentForward<V>.Scale(s, row, n, step, 2, false, true, chunk.Operand + k * n * line, factored, line);
            for (nint i = 0; i < n; i++)
                Lines<V>.Multiply(factored + i * line + features, reset + i * s.RowWidth, factored + i * line + features, s.Units);
        }
        PackedFactor<V>.MultiplyTransposed(s.Units, s.Padded, chunk.Count * n, chunk.Factored + features, line, dz, chunk.StrideDZ, recurrent, s.RowWidth, chunk.Adds);
    }

    // From the places of rows to the columns of the kernels.
    private static void Deliver(in Job job, bool large)
    {
        ref readonly RecurrentJob s = ref job.Sequence;
        nint features = s.Features, units = s.Units, padded = s.Padded, width = s.RowWidth;
        float* bias = large ? job.Sums : job.Sums + (features + units) * width;
        for (int slot = 0; slot < s.Slots; slot++)
        {
            nint column = s.GateOf(slot) * units;
            bool inputs = slot < s.InputSlots, state = slot >= s.FirstStateSlot || s.Kind == RecurrentKind.GruResetBefore;
            if (s.DBias != null && inputs)
                Lines<V>.Copy(bias + slot * padded, s.DBias + column, units);
            if (s.DBias != null && s.Kind == RecurrentKind.GruResetAfter && state)
                Lines<V>.Copy(bias + slot * padded, s.DBias + s.Width + column, units);
            if (large)
                continue;
            for (nint i = 0; s.DKernel != null && inputs && i < features; i++)
                Lines<V>.Copy(job.Sums + i * width + slot * padded, s.DKernel + i * s.Width + column, units);
            for (nint i = 0; s.DRecurrent != null && state && i < units; i++)
                Lines<V>.Copy(job.Sums + (features + i) * width + slot * padded, s.DRecurrent + i * s.Width + column, units);
        }
    }

    // ---- large kernels, over all rows and steps

    private static void LargeKernelGradients(Job* job, nint count)
    {
        ref RecurrentJob s = ref job->Sequence;
        nint units = s.Units;
        if (s.DKernel != null)
        {
            Each(job, &PackInputs);
            for (int slot = 0, places; slot < s.InputSlots; slot += places)
            {
                places = Neighbours(s, slot, s.InputSlots);
                LargeProduct(job, job->Packed, s.Features, s.Features, count, slot, places, s.DKernel);
            }
        }
        for (int slot = s.FirstStateSlot, places; s.DRecurrent != null && slot < s.Slots; slot += places)
        {
            places = Neighbours(s, slot, s.Slots);
            LargeProduct(job, s.H, s.Padded, units, count, slot, places, s.DRecurrent);
        }
    }

    // How many places from one on stand in the kernels as they stand in a row.
    private static int Neighbours(in RecurrentJob s, int slot, int end)
    {
        int count = 1;
        while (s.Units == s.Padded && slot + count < end && s.GateOf(slot + count) == s.GateOf(slot) + count)
            count++;
        return count;
    }

    private static void LargeProduct(Job* job, float* a, nint strideA, nint rows, nint count, int slot, int places, float* y)
    {
        ref RecurrentJob s = ref job->Sequence;
        FloatGemm<V>.Run(s.Threads, new GemmArguments<float>
        {
            M = rows,
            N = places * s.Units,
            K = count,
            A = a,
            RowA = 1,
            ColumnA = strideA,
            B = job->DZ + slot * s.Padded,
            RowB = s.RowWidth,
            ColumnB = 1,
            Y = y + s.GateOf(slot) * s.Units,
            RowY = s.Width,
        });
    }

    // The inputs row by row as the gates' gradients lie.
    private static void PackInputs(void* context, int block)
    {
        Job* job = (Job*)context;
        ref RecurrentJob s = ref job->Sequence;
        (nint row, nint n) = s.Rows(block);
        float* target = job->Packed + row * s.Steps * s.Features;
        for (nint step = 0; step < s.Steps; step++)
            for (nint i = 0; i < n; i++, target += s.Features)
                Lines<V>.Copy(s.X + ((row + i) * s.Steps + s.Time(step)) * s.Features, target, s.Features);
    }
}
