namespace KerasHost.Formats.Tests.Peers;

/// <summary>A test that asks PyTorch.</summary>
public sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute()
    {
        if (Peer.Torch is null)
            Skip = "needs /usr/bin/python3 with PyTorch (Debian's python3-torch), or one named by KERASHOST_TORCH_PYTHON";
    }
}
