namespace KerasHost.Layers;

/// <summary>A layer that can keep states from batch to batch.</summary>
public interface IStatefulLayer
{
    /// <summary>Whether it does.</summary>
    bool stateful { get; }

    /// <summary>Sets the kept states to zero.</summary>
    void reset_states();
}
