namespace KerasHost.Layers;

/// <summary>What a layer is told besides its inputs.</summary>
/// <param name="training">Whether this is a training step, which dropout and the like ask.</param>
/// <param name="mask">Which timesteps count, bool <c>(batch, timesteps)</c>; null for all.</param>
/// <param name="initial_state">First states of a recurrent layer; null for zeros or the kept ones.</param>
/// <param name="constants">What the cell of a recurrent layer gets at every timestep besides its input; null for nothing.</param>
public readonly record struct CallArguments(bool training, Tensor? mask = null, Tensor[]? initial_state = null, Tensor[]? constants = null);
