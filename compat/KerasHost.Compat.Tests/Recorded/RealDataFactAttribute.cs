namespace KerasHost.Compat.Tests.Recorded;

/// <summary>A test that needs Keras's real data in the folder <c>KERASHOST_DATASETS</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute() => Skip = RealData.MissingReason;
}
