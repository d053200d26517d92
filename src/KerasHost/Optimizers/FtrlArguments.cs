namespace KerasHost.Optimizers;

/// <summary>Checks the arguments that both versions of Ftrl have.</summary>
internal static class FtrlArguments
{
    /// <summary>Throws for a number of the wrong sign.</summary>
    /// <exception cref="KerasValueException">A number has the wrong sign.</exception>
    public static void Check(double initial_accumulator_value, double learning_rate_power, double l1_regularization_strength, double l2_regularization_strength, double l2_shrinkage_regularization_strength)
    {
        Require(initial_accumulator_value >= 0, nameof(initial_accumulator_value), "positive", initial_accumulator_value);
        Require(learning_rate_power <= 0, nameof(learning_rate_power), "negative", learning_rate_power);
        Require(l1_regularization_strength >= 0, nameof(l1_regularization_strength), "positive", l1_regularization_strength);
        Require(l2_regularization_strength >= 0, nameof(l2_regularization_strength), "positive", l2_regularization_strength);
        Require(l2_shrinkage_regularization_strength >= 0, nameof(l2_shrinkage_regularization_strength), "positive", l2_shrinkage_regularization_strength);
    }

    private static void Require(bool holds, string argument, string sign, double value)
    {
        if (!holds)
            throw new KerasValueException($"`{argument}` needs to be {sign} or zero. Received: {argument}={PythonText.Repr(value)}.");
    }
}
