namespace KerasHost.Engines;

/// <summary>Where the results of a recurrent layer go; tensors come allocated.</summary>
/// <param name="Output">Of all steps, <c>(batch, steps, units)</c>, or of the last step, <c>(batch, units)</c>; rows may be wider than the units, see <see cref="RecurrentSequence.OutputColumn"/>.</param>
/// <param name="StateH">The last state h, <c>(batch, units)</c>.</param>
/// <param name="StateC">The last state c of an LSTM, <c>(batch, units)</c>; null for the others.</param>
/// <param name="Saved">What the engine keeps for the gradient, of the size it asked for; null in inference, which keeps nothing.</param>
public sealed record RecurrentResults(Tensor Output, Tensor StateH, Tensor? StateC, Tensor? Saved);
