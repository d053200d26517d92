using KerasHost.Engines;

namespace KerasHost;

public static partial class Op
{
    /// <summary>What a recurrent operation returns.</summary>
    /// <param name="Output">In the order of processing, <c>(batch, timesteps, units)</c>, or of the last step, <c>(batch, units)</c>.</param>
    /// <param name="StateH">The last state h, <c>(batch, units)</c>.</param>
    /// <param name="StateC">The last state c of an LSTM, else null.</param>
    public readonly record struct RecurrentOutputs(Tensor Output, Tensor StateH, Tensor? StateC);

    /// <summary>What may differ from a plain pass over the sequences.</summary>
    public sealed record RecurrentOptions
    {
        /// <summary>The first state h, <c>(batch, units)</c>; null for zeros.</summary>
        public Tensor? InitialH { get; init; }

        /// <summary>The first state c of an LSTM, <c>(batch, units)</c>; null for zeros.</summary>
        public Tensor? InitialC { get; init; }

        /// <summary>Which timesteps count, bool <c>(batch, timesteps)</c>; null for all.</summary>
        public Tensor? Mask { get; init; }

        /// <summary>Dropout factors of the inputs for each gate, <c>(timesteps or 1, gates, batch, features)</c> in the order of processing; null for none.</summary>
        public Tensor? InputFactors { get; init; }

        /// <summary>Dropout factors of the state for each gate, <c>(timesteps or 1, gates, batch, units)</c> in the order of processing; null for none.</summary>
        public Tensor? RecurrentFactors { get; init; }

        /// <summary>Whether the last timestep is processed first.</summary>
        public bool GoBackwards { get; init; }

        /// <summary>Whether the output of a step that does not count is zero rather than the one before.</summary>
        public bool ZeroOutputForMask { get; init; }

        /// <summary>Whether the output is that of every step.</summary>
        public bool ReturnSequences { get; init; }

        /// <summary>Whether the outputs of all steps are in the order of time rather than of processing.</summary>
        internal bool InTimeOrder { get; init; }

        /// <summary>The output that this operation shares with another, whose columns hold anything until that one has filled them; null for one of its own.</summary>
        internal RecurrentPair? Pair { get; init; }
    }

    private static RecurrentOutputs Recurrent(RecurrentKind kind, GateFunction activation, GateFunction gate, Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor? bias, RecurrentOptions options)
    {
        CheckRecurrent(kind, x, kernel, recurrentKernel, bias, options);
        int batch = x.shape.Dims[0], steps = x.shape.Dims[1], units = recurrentKernel.shape[0];
        int width = options.Pair?.Columns ?? units;
        Tensor? beside = options.Pair?.Output;
        Shape state = Shape.Of(batch, units), output = options.ReturnSequences ? Shape.Of(batch, steps, width) : Shape.Of(batch, width);
        bool hasCarry = kind == RecurrentKind.Lstm;
        if (x.IsSymbolic)
            return new(Tensor.Symbolic(x.dtype, output), Tensor.Symbolic(x.dtype, state), hasCarry ? Tensor.Symbolic(x.dtype, state) : null);
        if (steps == 0)
            throw new KerasValueException($"slice index 0 of dimension 0 out of bounds: a recurrent layer needs at least one timestep. Received an input of shape {x.shape}");
        var sequence = new RecurrentSequence
        {
            Kind = kind,
            Activation = activation,
            RecurrentActivation = gate,
            X = x,
            Kernel = kernel,
            RecurrentKernel = recurrentKernel,
            Bias = bias,
            InitialH = options.InitialH,
            InitialC = options.InitialC,
            Mask = options.Mask,
            InputFactors = options.InputFactors,
            RecurrentFactors = options.RecurrentFactors,
            GoBackwards = options.GoBackwards,
            ZeroOutputForMask = options.ZeroOutputForMask,
            ReturnSequences = options.ReturnSequences,
            InTimeOrder = options.InTimeOrder,
            OutputColumn = beside is null ? 0 : width - units,
        };
        Tensor[] inputs = [.. new[] { x, kernel, recurrentKernel, bias, options.InitialH, options.InitialC, beside }.OfType<Tensor>()];
        bool records = batch > 0 && GradientTape.IsRecording;
        var results = new RecurrentResults(
            beside?.View(beside.shape) ?? Tensor.Uninitialized(x.dtype, output),
            Tensor.Uninitialized(x.dtype, state),
            hasCarry ? Tensor.Uninitialized(x.dtype, state) : null,
            records ? Tensor.Uninitialized(x.dtype, Shape.Of(checked((int)Engine.Current.RecurrentSavedSize(sequence)))) : null);
        if (batch > 0)
            Engine.Current.Recurrent(sequence, results);
        if (beside is null)
            options.Pair?.Begin(results.Output, x);
        Tensor[] outputs = hasCarry ? [results.Output, results.StateH, results.StateC!] : [results.Output, results.StateH];
        if (records)
            GradientTape.Record(outputs, inputs, d => RecurrentGradient(sequence, results, inputs, options.Pair, beside is not null, d));
        return new(results.Output, results.StateH, results.StateC);
    }

    private static Gradient?[] RecurrentGradient(RecurrentSequence s, RecurrentResults results, Tensor[] inputs, RecurrentPair? pair, bool isSecond, Tensor?[] d)
    {
        Tensor? For(Tensor? input) => input is not null && GradientTape.NeedsGradient(input) ? Tensor.Uninitialized(input.dtype, input.shape) : null;
        // The second operation comes first here.
        Tensor? left = isSecond ? null : pair?.Take();
        var gradients = new RecurrentGradients
        {
            Output = d[0],
            StateH = d[1],
            StateC = d.Length > 2 ? d[2] : null,
            X = left ?? For(s.X),
            AddsToX = left is not null,
            Kernel = For(s.Kernel),
            RecurrentKernel = For(s.RecurrentKernel),
            Bias = For(s.Bias),
            InitialH = For(s.InitialH),
            InitialC = For(s.InitialC),
        };
        Engine.Current.RecurrentGradient(s, results, gradients);
        bool leaves = isSecond && d[0] is not null && pair!.Leave(s.X, gradients.X);
        var found = new List<Gradient?> { leaves ? null : Wrap(gradients.X), Wrap(gradients.Kernel), Wrap(gradients.RecurrentKernel) };
        if (s.Bias is not null)
            found.Add(Wrap(gradients.Bias));
        if (s.InitialH is not null)
            found.Add(Wrap(gradients.InitialH));
        if (s.InitialC is not null)
            found.Add(Wrap(gradients.InitialC));
        // A gradient of these gradients would silently be zero otherwise.
        foreach (Gradient gradient in found.OfType<Gradient>())
            GradientTape.Record(gradient.values, inputs, _ => throw new KerasException(
                "Second derivatives of a recurrent layer are not supported by its fused operation. Use RNN over a cell of your own, whose steps are differentiated one by one."));
        // The columns of the other operation are as they were.
        if (isSecond)
            found.Add(Wrap(d[0]));
        return [.. found];
    }

    private static Gradient? Wrap(Tensor? values) => values is null ? null : new Gradient(values);

    private static void CheckRecurrent(RecurrentKind kind, Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor? bias, RecurrentOptions o)
    {
        foreach (Tensor? tensor in new[] { x, kernel, recurrentKernel, bias, o.InitialH, o.InitialC, o.InputFactors, o.RecurrentFactors })
            if (tensor is not null && tensor.dtype != DType.Float32)
                throw new KerasTypeException($"{kind} takes tensors of type float32; one is {tensor.dtype}.");
        if (x.ndim != 3)
            throw new KerasShapeException($"{kind} takes inputs (batch, timesteps, features); found shape {x.shape}.");
        int batch = x.shape.Dims[0], steps = x.shape.Dims[1], features = x.shape.Dims[2], units = recurrentKernel.shape[0];
        int gates = kind switch { RecurrentKind.SimpleRnn => 1, RecurrentKind.Lstm => 4, _ => 3 };
        Expect(kernel, Shape.Of(features, gates * units), "kernel");
        Expect(recurrentKernel, Shape.Of(units, gates * units), "recurrent kernel");
        Expect(bias, kind == RecurrentKind.GruResetAfter ? Shape.Of(2, gates * units) : Shape.Of(gates * units), "bias");
        Expect(o.InitialH, Shape.Of(batch, units), "initial state");
        Expect(o.InitialC, Shape.Of(batch, units), "initial state");
        Expect(o.Mask, Shape.Of(batch, steps), "mask");
        if (o.Mask is { } mask && mask.dtype != DType.Bool)
            throw new KerasTypeException($"The mask of {kind} must be bool; found {mask.dtype}.");
        Expect(o.InputFactors, Shape.Of(o.InputFactors?.shape.Dims[0] == 1 ? 1 : steps, gates, batch, features), "input factors");
        Expect(o.RecurrentFactors, Shape.Of(o.RecurrentFactors?.shape.Dims[0] == 1 ? 1 : steps, gates, batch, units), "recurrent factors");

        void Expect(Tensor? tensor, Shape shape, string what)
        {
            if (tensor is not null && !tensor.shape.IsCompatibleWith(shape))
                throw new KerasShapeException($"The {what} of {kind} must have the shape {shape} for inputs of shape {x.shape} and {units} units; found {tensor.shape}.");
        }
    }
}
