namespace KerasHost.Layers;

/// <summary>What a layer of a functional model is told when it is called; what was not said is null.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Training">Whether it always computes as in training, or never; null as the model does.</param>
/// <param name="Mask">Which timesteps count; null for the mask that the inputs carry.</param>
/// <param name="InitialState">First states of a recurrent layer that were not in the list of its inputs.</param>
/// <param name="Constants">What the cell of a recurrent layer gets at every timestep.</param>
internal sealed record NodeCall(Tensors Inputs, bool? Training = null, Tensor? Mask = null, Tensors? InitialState = null, Tensors? Constants = null)
{
    /// <summary>All tensors, the inputs first.</summary>
    public IEnumerable<Tensor> All => [.. Inputs, .. InitialState ?? default, .. Constants ?? default, .. Mask is null ? Array.Empty<Tensor>() : [Mask]];

    /// <summary>The same call on other tensors.</summary>
    public NodeCall Map(Func<Tensor, Tensor> map) =>
        new(Inputs.Map(map), Training, Mask is null ? null : map(Mask), InitialState?.Map(map), Constants?.Map(map));
}
