using KerasHost.Formats.Common;

namespace KerasHost.Formats.PyTorch;

/// <summary>What differs between the two formats of <c>torch.save</c>: where the pickle and the storages lie.</summary>
internal interface ITorchStorages
{
    /// <summary>The file.</summary>
    FileSource Source { get; }

    /// <summary>What the pickle holds.</summary>
    object? Root { get; }

    /// <summary>True when elements are stored with the most significant byte first.</summary>
    bool IsBigEndian { get; }

    /// <summary>Makes sure that the storage of a tensor is there and holds what it claims.</summary>
    void Check(TorchTensor tensor);

    /// <summary>Reads bytes of a storage.</summary>
    void Read(string key, long offset, Span<byte> destination);
}
