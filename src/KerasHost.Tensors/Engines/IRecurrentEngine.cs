namespace KerasHost.Engines;

/// <summary>Recurrent layers over whole sequences, forward and backward (the only gradients that an engine supplies). Types: float32.</summary>
public interface IRecurrentEngine
{
    /// <summary>How many float32 the engine keeps from <see cref="Recurrent"/> for <see cref="RecurrentGradient"/>.</summary>
    long RecurrentSavedSize(RecurrentSequence sequence);

    /// <summary>Computes outputs and last states. There is at least one step.</summary>
    void Recurrent(RecurrentSequence sequence, RecurrentResults results);

    /// <summary>Computes the gradients that are wanted; <see cref="RecurrentResults.Saved"/> stays as it is.</summary>
    void RecurrentGradient(RecurrentSequence sequence, RecurrentResults results, RecurrentGradients gradients);
}
