using KerasHost.Engines;

namespace KerasHost;

/// <summary>
/// One step of training, evaluation or prediction. Tensors made on this thread while it is open take their storage from its arena;
/// when it ends their handles die and the memory serves the next step. Denormal numbers are zeros meanwhile, as they are in TensorFlow.
/// </summary>
internal sealed class StepScope : IDisposable
{
    [ThreadStatic]
    private static StepScope? t_current;

    private readonly StepScope? _outer;
    private readonly bool _flushedBefore = DenormalNumbers.AreFlushed;

    private StepScope(StepArena arena, bool graph)
    {
        Arena = arena;
        IsGraph = graph;
        _outer = t_current;
        t_current = this;
        DenormalNumbers.Set(true);
    }

    /// <summary>The scope that is open on this thread, or null.</summary>
    public static StepScope? Current => t_current;

    /// <summary>Where the tensors of this step lie.</summary>
    public StepArena Arena { get; }

    /// <summary>True when Keras would run this step as a traced function rather than eagerly.</summary>
    public bool IsGraph { get; }

    /// <summary>False once the step has ended.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Opens a scope on this thread.</summary>
    /// <param name="arena">The memory; it must not serve another open scope.</param>
    /// <param name="graph">False where Keras runs eagerly (<c>run_eagerly</c>).</param>
    public static StepScope Begin(StepArena arena, bool graph = true) => new(arena, graph);

    /// <summary>Ends the step: its tensors are dead and their memory is free.</summary>
    public void Dispose()
    {
        if (!IsAlive)
            return;
        IsAlive = false;
        t_current = _outer;
        DenormalNumbers.Set(_flushedBefore);
        Arena.Reset();
    }

    /// <summary>Runs code of the user (callbacks, generators) with no scope open.</summary>
    public static Suspension Suspend()
    {
        var suspension = new Suspension(t_current, DenormalNumbers.AreFlushed);
        t_current = null;
        DenormalNumbers.Set(false);
        return suspension;
    }

    /// <summary>Restores the scope that was open.</summary>
    internal readonly ref struct Suspension(StepScope? scope, bool flushed)
    {
        private readonly StepScope? _scope = scope;
        private readonly bool _flushed = flushed;

        /// <summary>Opens the scope again.</summary>
        public void Dispose()
        {
            t_current = _scope;
            DenormalNumbers.Set(_flushed);
        }
    }
}
