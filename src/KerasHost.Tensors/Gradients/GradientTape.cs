namespace KerasHost;

/// <summary>
/// Records operations so that gradients can be taken, as <c>tf.GradientTape</c>. Trainable variables are watched by themselves,
/// other tensors by <see cref="watch"/>. Use with <c>using</c>; it belongs to the thread that made it.
/// </summary>
public sealed partial class GradientTape : IDisposable
{
    [ThreadStatic]
    private static GradientTape? t_innermost;

    [ThreadStatic]
    private static GradientTape? t_running;

    private readonly GradientTape? _outer;
    private readonly bool _persistent;
    private readonly bool _watchVariables;
    private readonly List<Step> _steps = [];
    private readonly HashSet<object> _watched = new(ReferenceEqualityComparer.Instance);
    private bool _recording = true;
    private bool _used;

    /// <summary>Starts recording.</summary>
    /// <param name="persistent">Whether <c>gradient</c> may be called more than once.</param>
    /// <param name="watch_accessed_variables">Whether trainable variables are watched by themselves.</param>
    public GradientTape(bool persistent = false, bool watch_accessed_variables = true)
    {
        _persistent = persistent;
        _watchVariables = watch_accessed_variables;
        _outer = t_innermost;
        t_innermost = this;
    }

    /// <summary>How an operation passes gradients back: from those of its results (null where none is wanted) to those of its inputs.</summary>
    internal delegate Gradient?[] BackwardFunction(Tensor?[] outputGradients);

    /// <summary>True when some tape on this thread records.</summary>
    internal static bool IsRecording
    {
        get
        {
            for (GradientTape? tape = t_innermost; tape is not null; tape = tape._outer)
                if (tape._recording)
                    return true;
            return false;
        }
    }

    /// <summary>Stops recording.</summary>
    public void Dispose()
    {
        if (!_recording)
            return;
        _recording = false;
        if (t_innermost == this)
            t_innermost = _outer;
    }

    /// <summary>Makes gradients with respect to a tensor available.</summary>
    public void watch(Tensor tensor)
    {
        if (tensor.dtype.is_floating)
            _watched.Add(Key(tensor));
    }

    /// <summary>The gradients of a tensor with respect to others; null for one that it does not depend on.</summary>
    /// <param name="target">What to differentiate; where it has several elements, their sum.</param>
    /// <param name="sources">With respect to what.</param>
    /// <param name="output_gradients">A factor for each element of the target; null for ones.</param>
    /// <exception cref="KerasException">A tape that is not persistent was asked before.</exception>
    public Gradient?[] gradient(Tensor target, IReadOnlyList<Tensor> sources, Tensor? output_gradients = null) =>
        Run([target], [output_gradients ?? Op.OnesLike(target)], [.. sources.Select(Key)]);

    /// <inheritdoc cref="gradient(Tensor, IReadOnlyList{Tensor}, Tensor?)"/>
    public Gradient?[] gradient(Tensor target, IReadOnlyList<Variable> sources, Tensor? output_gradients = null) =>
        Run([target], [output_gradients ?? Op.OnesLike(target)], [.. sources]);

    /// <inheritdoc cref="gradient(Tensor, IReadOnlyList{Tensor}, Tensor?)"/>
    public Tensor? gradient(Tensor target, Tensor source, Tensor? output_gradients = null) =>
        gradient(target, [source], output_gradients)[0]?.ToDense();

    /// <inheritdoc cref="gradient(Tensor, IReadOnlyList{Tensor}, Tensor?)"/>
    public Gradient? gradient(Tensor target, Variable source, Tensor? output_gradients = null) =>
        gradient(target, (IReadOnlyList<Variable>)[source], output_gradients)[0];

    /// <summary>A trainable variable that recorded operations used and that is none of these, or null.</summary>
    internal Variable? Untracked(HashSet<Variable> known)
    {
        foreach (Step step in _steps)
            foreach (Tensor input in step.Inputs)
                if (input.Variable is { trainable: true } variable && !known.Contains(variable))
                    return variable;
        return null;
    }

    /// <summary>Nothing done inside is recorded on this tape.</summary>
    public StopRecording stop_recording() => new(this);

    /// <summary>Notes an operation with one result on every tape that watches an input.</summary>
    internal static void Record(Tensor output, Tensor input, Func<Tensor, Gradient?> backward)
    {
        if (t_innermost is not null && !output.IsSymbolic)
            RecordOnTapes([output], [input], d => [backward(d[0]!)]);
    }

    /// <inheritdoc cref="Record(Tensor, Tensor, Func{Tensor, Gradient?})"/>
    internal static void Record(Tensor output, Tensor[] inputs, Func<Tensor, Gradient?[]> backward)
    {
        if (t_innermost is not null && !output.IsSymbolic)
            RecordOnTapes([output], inputs, d => backward(d[0]!));
    }

    /// <summary>Notes an operation with several results on every tape that watches an input.</summary>
    internal static void Record(Tensor[] outputs, Tensor[] inputs, BackwardFunction backward)
    {
        if (t_innermost is not null && !outputs[0].IsSymbolic)
            RecordOnTapes(outputs, inputs, backward);
    }

    /// <summary>True when the gradient pass that runs on this thread wants the gradient of this tensor.</summary>
    internal static bool NeedsGradient(Tensor tensor) => t_running is null || t_running.Watches(tensor);

    private static void RecordOnTapes(Tensor[] outputs, Tensor[] inputs, BackwardFunction backward)
    {
        for (GradientTape? tape = t_innermost; tape is not null; tape = tape._outer)
        {
            if (!tape._recording || !Array.Exists(inputs, tape.Watches))
                continue;
            foreach (Tensor output in outputs)
                tape.watch(output);
            tape._steps.Add(new(outputs, inputs, backward));
        }
    }

    private static object Key(Tensor tensor) => (object?)tensor.Variable ?? tensor;

    private bool Watches(Tensor tensor) =>
        tensor.Variable is { } variable
            ? (_watchVariables && variable.trainable && variable.dtype.is_floating) || _watched.Contains(variable)
            : _watched.Contains(tensor);

    private Gradient?[] Run(Tensor[] targets, Tensor[] seeds, object[] sources)
    {
        Use();
        Gradient?[] gradients = Pass(targets, seeds, sources);
        if (!_persistent)
            _steps.Clear();
        return gradients;
    }

    private void Use()
    {
        if (_used && !_persistent)
            throw new KerasException("A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)");
        _used = true;
    }

    private Gradient?[] Pass(Tensor[] targets, Tensor[] seeds, object[] sources)
    {
        bool wasRecording = _recording;
        _recording = wasRecording && _persistent;
        int count = _steps.Count;
        var gradients = new Dictionary<object, Gradient>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < targets.Length; i++)
            Accumulate(gradients, Key(targets[i]), seeds[i]);
        var wanted = new HashSet<object>(sources, ReferenceEqualityComparer.Instance);
        GradientTape? running = t_running;
        t_running = this;
        try
        {
            for (int i = count - 1; i >= 0; i--)
                Backward(_steps[i], gradients, wanted);
        }
        finally
        {
            t_running = running;
            _recording = wasRecording;
        }
        return [.. sources.Select(s => gradients.GetValueOrDefault(s))];
    }

    private static void Backward(Step step, Dictionary<object, Gradient> gradients, HashSet<object> wanted)
    {
        var outputGradients = new Tensor?[step.Outputs.Length];
        bool any = false;
        for (int o = 0; o < outputGradients.Length; o++)
            if (gradients.TryGetValue(step.Outputs[o], out Gradient? gradient))
            {
                outputGradients[o] = gradient.ToDense();
                any = true;
                if (!wanted.Contains(step.Outputs[o]))
                    gradients.Remove(step.Outputs[o]);
            }
        if (!any)
            return;
        Gradient?[] inputGradients = step.Backward(outputGradients);
        for (int i = 0; i < inputGradients.Length; i++)
            if (inputGradients[i] is { } gradient)
                Accumulate(gradients, Key(step.Inputs[i]), gradient);
    }

    private static void Accumulate(Dictionary<object, Gradient> gradients, object key, Gradient gradient) =>
        gradients[key] = gradients.TryGetValue(key, out Gradient? sum) ? Gradient.Sum(sum, gradient) : gradient;

    private readonly record struct Step(Tensor[] Outputs, Tensor[] Inputs, BackwardFunction Backward);

    /// <summary>Recording goes on when this is disposed.</summary>
    public readonly struct StopRecording : IDisposable
    {
        private readonly GradientTape _tape;
        private readonly bool _was;

        internal StopRecording(GradientTape tape)
        {
            _tape = tape;
            _was = tape._recording;
            tape._recording = false;
        }

        /// <summary>Recording goes on.</summary>
        public void Dispose() => _tape._recording = _was;
    }
}
