namespace KerasHost.Tests.Peers;

/// <summary>A test that asks the reference Python.</summary>
public sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute()
    {
        if (Peer.Reference is null)
            Skip = "needs the reference Python at ../shared/reference/python (or named by KERASHOST_REFERENCE)";
    }
}
