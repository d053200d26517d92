namespace KerasHost.Optimizers;

/// <summary>What Adam keeps for a variable.</summary>
/// <param name="Momentum">The mean of gradients.</param>
/// <param name="Velocity">The mean of squared gradients.</param>
/// <param name="Largest">The largest mean square so far, with amsgrad.</param>
internal sealed record AdamSlots(Variable Momentum, Variable Velocity, Variable? Largest)
{
    /// <summary>Makes the slots in Keras's order: both means of each variable, then the largest ones.</summary>
    public static AdamSlots[] Make(IReadOnlyList<Variable> variables, bool amsgrad, Func<Variable, string, Tensor?, Variable> add)
    {
        var slots = new AdamSlots[variables.Count];
        for (int i = 0; i < slots.Length; i++)
            slots[i] = new(add(variables[i], "m", null), add(variables[i], "v", null), null);
        for (int i = 0; amsgrad && i < slots.Length; i++)
            slots[i] = slots[i] with { Largest = add(variables[i], "vhat", null) };
        return slots;
    }
}
