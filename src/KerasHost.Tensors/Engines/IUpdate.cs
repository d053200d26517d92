using System.Numerics;

namespace KerasHost.Engines;

/// <summary>
/// The formula of an optimizer: how a gradient changes a weight and what the optimizer keeps for it. It is written once, beside the
/// optimizer; the engine runs it on every element, in any float type and vector width.
/// </summary>
public interface IUpdate
{
    /// <summary>Changes elements of a weight and its slots. Slots that an optimizer does not have are zeros and are not kept.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="first">The first slot.</param>
    /// <param name="second">The second slot.</param>
    /// <param name="third">The third slot.</param>
    void Step<T>(Vector<T> gradient, ref Vector<T> weight, ref Vector<T> first, ref Vector<T> second, ref Vector<T> third)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
