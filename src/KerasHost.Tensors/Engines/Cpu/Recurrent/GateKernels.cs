using System.Runtime.CompilerServices;
using KerasHost.Engines.Cpu.Vectors;

namespace KerasHost.Engines.Cpu.Recurrent;

/// <summary>From the products of one step to its states, and from the gradient of these states to that of the products.</summary>
internal static unsafe class GateKernels<V> where V : struct, IVector<V>
{
    private const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>The kernels of a layer.</summary>
    public static GateKernelSet For(RecurrentKind kind, GateFunction activation, GateFunction gate) => activation switch
    {
        GateFunction.Tanh => For<GateFunctions.Tanh>(kind, gate),
        GateFunction.Sigmoid => For<GateFunctions.Sigmoid>(kind, gate),
        GateFunction.HardSigmoid => For<GateFunctions.HardSigmoid>(kind, gate),
        GateFunction.Relu => For<GateFunctions.Relu>(kind, gate),
        _ => For<GateFunctions.Linear>(kind, gate),
    };

    private static GateKernelSet For<F>(RecurrentKind kind, GateFunction gate) where F : struct, IGateFunction => gate switch
    {
        GateFunction.Tanh => For<F, GateFunctions.Tanh>(kind),
        GateFunction.Sigmoid => For<F, GateFunctions.Sigmoid>(kind),
        GateFunction.HardSigmoid => For<F, GateFunctions.HardSigmoid>(kind),
        GateFunction.Relu => For<F, GateFunctions.Relu>(kind),
        _ => For<F, GateFunctions.Linear>(kind),
    };

    private static GateKernelSet For<F, G>(RecurrentKind kind) where F : struct, IGateFunction where G : struct, IGateFunction => kind switch
    {
        RecurrentKind.SimpleRnn => new() { Forward = &SimpleRnn<F>, Backward = &SimpleRnnBack<F> },
        RecurrentKind.Lstm => new() { Forward = &Lstm<F, G>, States = &LstmOutputs<F>, Backward = &LstmBack<F, G> },
        RecurrentKind.GruResetAfter => new() { Forward = &GruAfter<F, G>, Backward = &GruAfterBack<F, G> },
        _ => new() { Forward = &GruResets<G>, Candidates = &GruCandidates<F>, Backward = &GruCandidatesBack<F, G>, Resets = &GruResetsBack<G> },
    };

    // Functions by passes of their own: together with what follows they would exceed what the compiler inlines.
    [MethodImpl(Kernel)]
    private static void Apply<F>(float* z, nint stride, nint rows, nint count) where F : struct, IGateFunction
    {
        for (nint r = 0; r < rows; r++, z += stride)
            for (nint u = 0; u < count; u += V.Count)
                F.Apply(V.Load(z + u)).Store(z + u);
    }

    [MethodImpl(Kernel)]
    private static void SimpleRnn<F>(GateRows* s) where F : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* z = s->Z + r * s->StrideZ, next = s->NextH + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
                F.Apply(V.Load(z + u)).Store(next + u);
        }
    }

    private static void Lstm<F, G>(GateRows* s) where F : struct, IGateFunction where G : struct, IGateFunction
    {
        Apply<G>(s->Z, s->StrideZ, s->Rows, 2 * s->Padded);
        Apply<F>(s->Z + 2 * s->Padded, s->StrideZ, s->Rows, s->Padded);
        Apply<G>(s->Z + 3 * s->Padded, s->StrideZ, s->Rows, s->Padded);
        LstmStates<F>(s);
    }

    [MethodImpl(Kernel)]
    private static void LstmStates<F>(GateRows* s) where F : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* z = s->Z + r * s->StrideZ, c = s->C + r * padded, nextC = s->NextC + r * padded, nextH = s->NextH + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
            {
                V carry = V.MultiplyAdd(V.Load(z + padded + u), V.Load(c + u), V.Load(z + u) * V.Load(z + 2 * padded + u));
                carry.Store(nextC + u);
                (V.Load(z + 3 * padded + u) * F.Apply(carry)).Store(nextH + u);
            }
        }
    }

    [MethodImpl(Kernel)]
    private static void LstmOutputs<F>(GateRows* s) where F : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* o = s->Gates + r * s->StrideGates + 3 * padded, c = s->C + r * padded, h = s->Z + r * s->StrideZ;
            for (nint u = 0; u < padded; u += V.Count)
                (V.Load(o + u) * F.Apply(V.Load(c + u))).Store(h + u);
        }
    }

    private static void GruAfter<F, G>(GateRows* s) where F : struct, IGateFunction where G : struct, IGateFunction
    {
        Apply<G>(s->Z + s->Padded, s->StrideZ, s->Rows, 2 * s->Padded);
        GruAfterStates<F>(s);
    }

    // Gates: candidate, update, reset, the state's share of the candidate.
    [MethodImpl(Kernel)]
    private static void GruAfterStates<F>(GateRows* s) where F : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* z = s->Z + r * s->StrideZ, h = s->H + r * padded, nextH = s->NextH + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
            {
                V update = V.Load(z + padded + u);
                V candidate = F.Apply(V.MultiplyAdd(V.Load(z + 2 * padded + u), V.Load(z + 3 * padded + u), V.Load(z + u)));
                candidate.Store(z + u);
                V.MultiplyAdd(update, V.Load(h + u) - candidate, candidate).Store(nextH + u);
            }
        }
    }

    private static void GruResets<G>(GateRows* s) where G : struct, IGateFunction => Apply<G>(s->Z + s->Padded, s->StrideZ, s->Rows, 2 * s->Padded);

    [MethodImpl(Kernel)]
    private static void GruCandidates<F>(GateRows* s) where F : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* z = s->Z + r * s->StrideZ, h = s->H + r * padded, nextH = s->NextH + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
            {
                V candidate = F.Apply(V.Load(z + u));
                candidate.Store(z + u);
                V.MultiplyAdd(V.Load(z + padded + u), V.Load(h + u) - candidate, candidate).Store(nextH + u);
            }
        }
    }

    // ---- gradients

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Gradient(GateRows* s, nint row, nint u)
    {
        V d = V.Load(s->DH + row * s->Padded + u);
        return s->DOutput == null ? d : d + Lines<V>.Load(s->DOutput + row * s->StrideOutput + u, s->Units - u);
    }

    [MethodImpl(Kernel)]
    private static void SimpleRnnBack<F>(GateRows* s) where F : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* h = s->NextH + r * padded, dz = s->DZ + r * s->StrideDZ;
            for (nint u = 0; u < padded; u += V.Count)
                (Gradient(s, r, u) * F.Derivative(V.Load(h + u))).Store(dz + u);
        }
    }

    [MethodImpl(Kernel)]
    private static void LstmBack<F, G>(GateRows* s) where F : struct, IGateFunction where G : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* gates = s->Gates + r * s->StrideGates, dz = s->DZ + r * s->StrideDZ;
            float* c = s->C + r * padded, nextC = s->NextC + r * padded, dc = s->DC + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
            {
                V d = Gradient(s, r, u);
                V i = V.Load(gates + u), forget = V.Load(gates + padded + u), candidate = V.Load(gates + 2 * padded + u), o = V.Load(gates + 3 * padded + u);
                V y = F.Apply(V.Load(nextC + u));
                V carry = V.MultiplyAdd(d * o, F.Derivative(y), V.Load(dc + u));
                (carry * candidate * G.Derivative(i)).Store(dz + u);
                (carry * V.Load(c + u) * G.Derivative(forget)).Store(dz + padded + u);
                (carry * i * F.Derivative(candidate)).Store(dz + 2 * padded + u);
                (d * y * G.Derivative(o)).Store(dz + 3 * padded + u);
                (carry * forget).Store(dc + u);
            }
        }
    }

    [MethodImpl(Kernel)]
    private static void GruAfterBack<F, G>(GateRows* s) where F : struct, IGateFunction where G : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* gates = s->Gates + r * s->StrideGates, dz = s->DZ + r * s->StrideDZ, h = s->H + r * padded, kept = s->Kept + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
            {
                V d = Gradient(s, r, u);
                V candidate = V.Load(gates + u), update = V.Load(gates + padded + u), reset = V.Load(gates + 2 * padded + u);
                V dCandidate = d * (V.Of(1) - update) * F.Derivative(candidate);
                dCandidate.Store(dz + u);
                (d * (V.Load(h + u) - candidate) * G.Derivative(update)).Store(dz + padded + u);
                (dCandidate * V.Load(gates + 3 * padded + u) * G.Derivative(reset)).Store(dz + 2 * padded + u);
                (dCandidate * reset).Store(dz + 3 * padded + u);
                (d * update).Store(kept + u);
            }
        }
    }

    [MethodImpl(Kernel)]
    private static void GruCandidatesBack<F, G>(GateRows* s) where F : struct, IGateFunction where G : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* gates = s->Gates + r * s->StrideGates, dz = s->DZ + r * s->StrideDZ, h = s->H + r * padded, kept = s->Kept + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
            {
                V d = Gradient(s, r, u);
                V candidate = V.Load(gates + u), update = V.Load(gates + padded + u);
                (d * (V.Of(1) - update) * F.Derivative(candidate)).Store(dz + u);
                (d * (V.Load(h + u) - candidate) * G.Derivative(update)).Store(dz + padded + u);
                V.Of(0).Store(dz + 2 * padded + u);
                (d * update).Store(kept + u);
            }
        }
    }

    [MethodImpl(Kernel)]
    private static void GruResetsBack<G>(GateRows* s) where G : struct, IGateFunction
    {
        nint padded = s->Padded;
        for (nint r = 0; r < s->Rows; r++)
        {
            float* gates = s->Gates + r * s->StrideGates, dz = s->DZ + r * s->StrideDZ, h = s->H + r * padded, kept = s->Kept + r * padded;
            float* product = s->Product + r * padded;
            for (nint u = 0; u < padded; u += V.Count)
            {
                V reset = V.Load(gates + 2 * padded + u), d = V.Load(product + u);
                (d * V.Load(h + u) * G.Derivative(reset)).Store(dz + 2 * padded + u);
                V.MultiplyAdd(d, reset, V.Load(kept + u)).Store(kept + u);
            }
        }
    }
}
