using KerasHost.Printing;

namespace KerasHost.TensorFlow;

/// <summary>A device of the machine, as <c>tf.config.list_physical_devices</c> tells it.</summary>
/// <param name="name">Its name.</param>
/// <param name="device_type">"CPU".</param>
public sealed record PhysicalDevice(string name, string device_type) : IPythonText
{
    /// <summary>As TensorFlow prints it.</summary>
    public override string ToString() => $"PhysicalDevice(name='{name}', device_type='{device_type}')";

    string IPythonText.Repr() => ToString();
}
