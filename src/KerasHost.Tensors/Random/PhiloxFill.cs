using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerasHost.Engines.Cpu.Threading;

namespace KerasHost.RandomNumbers;

/// <summary>
/// TensorFlow's distributions over a Philox stream. Every fill takes the generator by value: it leaves the caller's where it was, and
/// how far a kernel advances is the kernel's business.
/// </summary>
internal static class PhiloxFill
{
    // A truncated normal group may use up to this many blocks before the next group's begin.
    private const ulong BlocksOfGroup = 256, BlocksOfDoubleGroup = 128;

    // Words of a part of a mask: whole blocks, as many as stay in the first cache.
    private const int MaskPart = 1 << 12;

    private unsafe struct MaskJob
    {
        public Philox4x32 Stream;
        public float* Mask;
        public int Count, LastDropped;
        public float Scale;
    }

    public static void Uniform(Philox4x32 stream, Span<float> destination, float low, float high)
    {
        FillWords(stream, destination);
        var width = new Vector<float>(high - low);
        var start = new Vector<float>(low);
        var one = new Vector<uint>(0x3F800000);
        var fraction = new Vector<uint>(0x7FFFFF);
        ref uint words = ref Unsafe.As<float, uint>(ref MemoryMarshal.GetReference(destination));
        int i = 0;
        for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> unit = ((Vector.LoadUnsafe(ref words, (nuint)i) & fraction) | one).As<uint, float>() - Vector<float>.One;
            (unit * width + start).As<float, uint>().StoreUnsafe(ref words, (nuint)i);
        }
        for (; i < destination.Length; i++)
            destination[i] = PhiloxNumbers.UnitSingle(BitConverter.SingleToUInt32Bits(destination[i])) * (high - low) + low;
    }

    public static void Uniform(Philox4x32 stream, Span<double> destination, double low, double high)
    {
        double width = high - low;
        for (int i = 0; i < destination.Length; i += 2)
        {
            stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
            destination[i] = PhiloxNumbers.UnitDouble(w0, w1) * width + low;
            if (i + 1 < destination.Length)
                destination[i + 1] = PhiloxNumbers.UnitDouble(w2, w3) * width + low;
        }
    }

    /// <summary>
    /// u ≥ rate ? scale : 0 with the uniforms of <see cref="Uniform(Philox4x32, Span{float}, float, float)"/>. Threads draw parts of a
    /// large mask: a part begins at a block of its own, whoever draws it.
    /// </summary>
    public static unsafe void DropoutMask(Philox4x32 stream, Span<float> destination, float rate, float scale)
    {
        fixed (float* mask = destination)
        {
            // u is a multiple of 2⁻²³: the comparison is one of whole numbers.
            var job = new MaskJob { Stream = stream, Mask = mask, Count = destination.Length, LastDropped = (int)Math.Ceiling((double)rate * (1 << 23)) - 1, Scale = scale };
            int parts = (destination.Length + MaskPart - 1) / MaskPart;
            WorkerPool.Shared.Run(parts < 4 ? 1 : WorkerPool.DefaultThreads, parts, &DropoutMaskPart, &job);
        }
    }

    public static void DropoutMask(Philox4x32 stream, Span<double> destination, double rate, double scale)
    {
        Uniform(stream, destination, 0, 1);
        foreach (ref double value in destination)
            value = value >= rate ? scale : 0;
    }

    public static void UniformInt(Philox4x32 stream, Span<int> destination, int low, int high)
    {
        CheckRange(low, high);
        uint range = (uint)high - (uint)low;
        for (int i = 0; i < destination.Length; i += 4)
        {
            stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
            for (int j = 0; j < 4 && i + j < destination.Length; j++)
                destination[i + j] = (int)((uint)low + Pick(j, w0, w1, w2, w3) % range);
        }
    }

    public static void UniformInt(Philox4x32 stream, Span<long> destination, long low, long high)
    {
        CheckRange(low, high);
        ulong range = (ulong)high - (ulong)low;
        for (int i = 0; i < destination.Length; i += 2)
        {
            stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
            destination[i] = (long)((ulong)low + (w0 | (ulong)w1 << 32) % range);
            if (i + 1 < destination.Length)
                destination[i + 1] = (long)((ulong)low + (w2 | (ulong)w3 << 32) % range);
        }
    }

    public static void Normal(Philox4x32 stream, Span<float> destination, float mean, float deviation)
    {
        for (int i = 0; i < destination.Length; i += 4)
        {
            stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
            PhiloxNumbers.BoxMuller(w0, w1, out float z0, out float z1);
            PhiloxNumbers.BoxMuller(w2, w3, out float z2, out float z3);
            Span<float> group = destination[i..];
            group[0] = z0 * deviation + mean;
            if (group.Length > 1)
                group[1] = z1 * deviation + mean;
            if (group.Length > 2)
                group[2] = z2 * deviation + mean;
            if (group.Length > 3)
                group[3] = z3 * deviation + mean;
        }
    }

    public static void Normal(Philox4x32 stream, Span<double> destination, double mean, double deviation)
    {
        for (int i = 0; i < destination.Length; i += 2)
        {
            stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
            PhiloxNumbers.BoxMuller(w0, w1, w2, w3, out double z0, out double z1);
            destination[i] = z0 * deviation + mean;
            if (i + 1 < destination.Length)
                destination[i + 1] = z1 * deviation + mean;
        }
    }

    public static void TruncatedNormal(Philox4x32 stream, Span<float> destination, float mean, float deviation)
    {
        Span<float> values = stackalloc float[4];
        for (int i = 0; i < destination.Length; i += 4)
        {
            Philox4x32 group = stream;
            stream.Skip(BlocksOfGroup);
            int wanted = Math.Min(4, destination.Length - i), kept = 0;
            while (kept < wanted)
            {
                group.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
                PhiloxNumbers.BoxMuller(w0, w1, out values[0], out values[1]);
                PhiloxNumbers.BoxMuller(w2, w3, out values[2], out values[3]);
                for (int j = 0; j < 4 && kept < wanted; j++)
                {
                    if (MathF.Abs(values[j]) < 2f)
                        destination[i + kept++] = values[j] * deviation + mean;
                }
            }
        }
    }

    public static void TruncatedNormal(Philox4x32 stream, Span<double> destination, double mean, double deviation)
    {
        for (int i = 0; i < destination.Length; i += 2)
        {
            Philox4x32 group = stream;
            stream.Skip(BlocksOfDoubleGroup);
            int wanted = Math.Min(2, destination.Length - i), kept = 0;
            while (kept < wanted)
            {
                group.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
                PhiloxNumbers.BoxMuller(w0, w1, w2, w3, out double z0, out double z1);
                if (Math.Abs(z0) < 2)
                    destination[i + kept++] = z0 * deviation + mean;
                if (kept < wanted && Math.Abs(z1) < 2)
                    destination[i + kept++] = z1 * deviation + mean;
            }
        }
    }

    /// <summary>TensorFlow's RandomShuffle; uses ceil((n - 1) / 4) blocks.</summary>
    public static void Shuffle<T>(Philox4x32 stream, Span<T> items)
    {
        var words = new PhiloxWords(stream);
        for (int i = 0; i < items.Length - 1; i++)
        {
            int j = i + (int)(words.Next() % (uint)(items.Length - i));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static unsafe void DropoutMaskPart(void* context, int part)
    {
        ref MaskJob job = ref *(MaskJob*)context;
        int start = part * MaskPart;
        var values = new Span<float>(job.Mask + start, Math.Min(MaskPart, job.Count - start));
        Philox4x32 stream = job.Stream;
        stream.Skip((ulong)start / 4);
        FillWords(stream, values);
        ref int words = ref Unsafe.As<float, int>(ref MemoryMarshal.GetReference(values));
        var fraction = new Vector<int>(0x7FFFFF);
        var dropped = new Vector<int>(job.LastDropped);
        Vector<int> scale = new Vector<float>(job.Scale).As<float, int>();
        int i = 0;
        for (; i <= values.Length - Vector<int>.Count; i += Vector<int>.Count)
            (Vector.GreaterThan(Vector.LoadUnsafe(ref words, (nuint)i) & fraction, dropped) & scale).StoreUnsafe(ref words, (nuint)i);
        for (; i < values.Length; i++)
            values[i] = (Unsafe.Add(ref words, i) & 0x7FFFFF) > job.LastDropped ? job.Scale : 0;
    }

    // The stream's words in place of the floats that will be made of them.
    private static void FillWords(Philox4x32 stream, Span<float> destination)
    {
        Span<uint> words = MemoryMarshal.Cast<float, uint>(destination);
        int whole = words.Length & ~3;
        stream.Fill(words[..whole]);
        if (whole == words.Length)
            return;
        stream.NextBlock(out uint w0, out uint w1, out uint w2, out uint w3);
        for (int i = whole; i < words.Length; i++)
            words[i] = Pick(i - whole, w0, w1, w2, w3);
    }

    private static void CheckRange(long low, long high)
    {
        if (low >= high)
            throw new KerasValueException($"Need minval < maxval, got {low} >= {high}");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Pick(int index, uint w0, uint w1, uint w2, uint w3) => index switch { 0 => w0, 1 => w1, 2 => w2, _ => w3 };
}
