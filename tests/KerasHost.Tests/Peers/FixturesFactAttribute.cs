namespace KerasHost.Tests.Peers;

/// <summary>A test on the model files of others.</summary>
public sealed class FixturesFactAttribute : FactAttribute
{
    public FixturesFactAttribute()
    {
        if (Peer.Fixtures is null)
            Skip = "needs the model files at ../shared/fixtures (or named by KERASHOST_FIXTURES)";
    }
}
