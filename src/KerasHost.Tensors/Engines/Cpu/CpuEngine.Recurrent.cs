using KerasHost.Engines.Cpu.Recurrent;

namespace KerasHost.Engines.Cpu;

public sealed unsafe partial class CpuEngine
{
    /// <inheritdoc/>
    public long RecurrentSavedSize(RecurrentSequence sequence) => RecurrentJob.SavedSize(sequence, _float.VectorLength);

    /// <inheritdoc/>
    public void Recurrent(RecurrentSequence sequence, RecurrentResults results)
    {
        var job = new RecurrentJob(sequence, results, _float.VectorLength) { Threads = _threads };
        using (DenormalNumbers.FlushOnThread())
            _float.Recurrent(ref job);
        GC.KeepAlive(sequence);
        GC.KeepAlive(results);
    }

    /// <inheritdoc/>
    public void RecurrentGradient(RecurrentSequence sequence, RecurrentResults results, RecurrentGradients gradients)
    {
        var job = new RecurrentJob(sequence, results, _float.VectorLength) { Threads = _threads };
        job.Take(gradients);
        using (DenormalNumbers.FlushOnThread())
            _float.RecurrentGradient(ref job);
        GC.KeepAlive(sequence);
        GC.KeepAlive(results);
        GC.KeepAlive(gradients);
    }
}
