namespace KerasHost.Saving;

/// <summary>What has weights that are made when the shape of its input is known, and writes that shape beside its configuration.</summary>
public interface IHasBuildConfig
{
    /// <summary>What the weights were made for, <c>{"input_shape": …}</c>; null before they are.</summary>
    Config? get_build_config();

    /// <summary>Makes the weights as <see cref="get_build_config"/> said.</summary>
    void build_from_config(Config config);
}
