using KerasHost.Optimizers;

namespace KerasHost.Saving;

/// <summary>
/// The variables of optimizers in the order of Keras 3's files: behind the number of steps stands the learning rate, unless a schedule sets it;
/// some optimizers have more or fewer slots than in tf_keras. Mirrors <c>build</c> of the classes in keras/src/optimizers.
/// </summary>
internal static class Keras3Optimizer
{
    /// <summary>The variables; those of an optimizer that is not built are the first alone.</summary>
    /// <exception cref="KerasValueException">Keras 3 has no such optimizer.</exception>
    public static IReadOnlyList<Variable> VariablesOf(Optimizer optimizer)
    {
        if (optimizer is Optimizers.Legacy.LegacyOptimizer)
            throw new KerasValueException($"Keras 3 has no legacy optimizers. Compile the model with keras.optimizers.{optimizer.GetType().Name}, or save it with keras_version: 2. Received: {optimizer.name}");
        Variable[] first = optimizer.HasSchedule ? [optimizer.iterations] : [optimizer.iterations, optimizer.RateVariable];
        return [.. first, .. optimizer.built ? SlotsOf(optimizer) : []];
    }

    private static IEnumerable<Variable> SlotsOf(Optimizer optimizer)
    {
        Variable[] slots = [.. optimizer.variables.Skip(1)];
        switch (optimizer)
        {
            // Momentums are kept only where there is a momentum.
            case Optimizers.SGD { momentum: 0 }:
                return slots.Take(optimizer.use_ema ? slots.Length / 2 : 0);
            case Optimizers.Nadam { Product: { } product }:
                return [.. slots, product];
            // Vectors have unused means of rows and columns too.
            case Adafactor factored:
                (Variable[] rows, Variable[] columns) = factored.Means;
                int averages = optimizer.use_ema ? rows.Length : 0;
                Variable[] squares = [.. slots.Skip(averages).Where(slot => !rows.Contains(slot) && !columns.Contains(slot))];
                return [.. slots.Take(averages), .. Enumerable.Range(0, rows.Length).SelectMany(i => new[] { rows[i], columns[i], squares[i] })];
            default:
                return slots;
        }
    }
}
