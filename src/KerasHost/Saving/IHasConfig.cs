namespace KerasHost.Saving;

/// <summary>An object that Keras writes as a class name with a configuration: layers, initializers, optimizers and so on.</summary>
public interface IHasConfig
{
    /// <summary>The arguments of the constructor that would make this object again, in Keras's order.</summary>
    Config get_config();
}
