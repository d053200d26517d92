namespace KerasHost.Engines;

/// <summary>The updates of optimizers.</summary>
public interface IOptimizerEngine
{
    /// <summary>Runs a formula on every element, in place; each array is read and written once. All tensors have one float type and size.</summary>
    /// <param name="update">The formula.</param>
    /// <param name="variable">What is updated.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="first">The first slot, or null.</param>
    /// <param name="second">The second slot, or null.</param>
    /// <param name="third">The third slot, or null.</param>
    void Update<TUpdate>(TUpdate update, Tensor variable, Tensor gradient, Tensor? first = null, Tensor? second = null, Tensor? third = null)
        where TUpdate : unmanaged, IUpdate;
}
