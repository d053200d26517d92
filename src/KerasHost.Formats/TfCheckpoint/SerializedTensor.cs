namespace KerasHost.Formats.TfCheckpoint;

/// <summary>A value of an object.</summary>
/// <param name="Name">What the object calls it.</param>
/// <param name="FullName">The variable's name, without <c>:0</c>.</param>
/// <param name="CheckpointKey">The name of the tensor in the checkpoint.</param>
public sealed record SerializedTensor(string Name, string FullName, string CheckpointKey);
