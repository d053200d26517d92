namespace KerasHost.Formats.PyTorch;

/// <summary>A run of elements in a PyTorch file that tensors are views of.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="DType">The element type; null for an untyped storage, whose tensors tell it.</param>
/// <param name="Length">The number of elements (bytes where untyped).</param>
/// <param name="ViewOffset">Elements before this one, where it is itself a view of the storage <paramref name="Key"/> (old files only).</param>
internal sealed record TorchStorage(string Key, DType? DType, long Length, long ViewOffset);
