using KerasHost.Backend;
using KerasHost.Models;
using KerasHost.Optimizers;
using KerasHost.Optimizers.Legacy;

namespace KerasHost.Saving;

/// <summary>The state of an optimizer in files: the number of steps and the slots, in the orders of the Keras versions.</summary>
internal static class OptimizerState
{
    // Slots that Keras 2.10 and older wrote one kind after the other.
    private static readonly string[] s_legacySlots = ["/m:0", "/v:0", "/rms:0", "/momentum:0", "/accumulator:0", "/accum_grad:0", "/accum_var:0"];

    /// <summary>
    /// Sets a compiled model's optimizer to a stored state. As in Keras, an optimizer whose variables do not fit starts anew, with a warning.
    /// </summary>
    public static void Load(Model model, IReadOnlyList<StoredWeight> stored)
    {
        if (stored.Count == 0)
            return;
        Optimizer optimizer = model.optimizer;
        if (IsUnbuilt(stored, model))
        {
            // Saved before the first update, or without slots: these are made when they are needed.
            Assign(stored, Keras3Optimizer.VariablesOf(optimizer));
            return;
        }
        optimizer.build(model.trainable_variables);
        IReadOnlyList<Variable> variables = optimizer.variables;
        stored = Order(stored, optimizer, model.trainable_variables.Count);
        if (!Fits(stored, variables) && optimizer is not LegacyOptimizer && Keras3Optimizer.VariablesOf(optimizer) is var third && Fits(stored, third))
            variables = third;
        if (Fits(stored, variables))
            Assign(stored, variables);
        else
            Warnings.Once($"Skipping variable loading for optimizer '{optimizer.name}', because it has {variables.Count} variables whereas the saved optimizer has {stored.Count} variables, or their shapes differ.");
    }

    // The number of steps alone, or in files of Keras 3 with the learning rate, which a single weight of one element could be taken for.
    private static bool IsUnbuilt(IReadOnlyList<StoredWeight> stored, Model model) => stored switch
    {
        [{ Shape.Rank: 0, DType.is_integer: true }] => true,
        [{ Shape.Rank: 0, DType.is_integer: true }, { Shape.Rank: 0, DType.is_floating: true }] =>
            model.optimizer is { HasSchedule: false } and not LegacyOptimizer && model.trainable_variables is not [{ shape.Rank: 0 }],
        _ => false,
    };

    private static bool Fits(IReadOnlyList<StoredWeight> stored, IReadOnlyList<Variable> variables) =>
        stored.Count == variables.Count && stored.Zip(variables).All(pair => pair.First.Shape == pair.Second.shape);

    private static void Assign(IReadOnlyList<StoredWeight> stored, IReadOnlyList<Variable> variables)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        foreach ((StoredWeight weight, Variable variable) in stored.Zip(variables))
            variable.assign(Op.Cast(weight.ToTensor(), variable.dtype));
    }

    // Old files hold all first slots, then all second ones, as optimizers of then do; those of today keep the slots of a variable together.
    private static IReadOnlyList<StoredWeight> Order(IReadOnlyList<StoredWeight> stored, Optimizer optimizer, int trained)
    {
        int count = optimizer.variables.Count;
        int slots = trained == 0 ? 0 : (count - 1) / trained;
        bool isLegacy = s_legacySlots.Any(slot => stored.Any(weight => weight.Name.EndsWith(slot, StringComparison.Ordinal)))
            || stored.Any(weight => weight.Name.Contains("/training", StringComparison.Ordinal));
        // Keras 2.3's Adam has a third slot of one element for each variable, unless it is amsgrad.
        if (slots == 2 && stored.Count == 1 + (3 * trained) && stored.Skip(1 + (2 * trained)).All(weight => weight.Shape.Size == 1))
            (isLegacy, stored) = (true, [.. stored.Take(1 + (2 * trained))]);
        if (!isLegacy || optimizer is LegacyOptimizer || slots < 2 || stored.Count != count || count != 1 + (slots * trained))
            return stored;
        return [stored[0], .. Enumerable.Range(0, trained).SelectMany(i => Enumerable.Range(0, slots).Select(slot => stored[1 + (slot * trained) + i]))];
    }
}
