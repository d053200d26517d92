namespace KerasHost.Compat.Tests.Recorded;

/// <summary>A theory that needs Keras's real data in the folder <c>KERASHOST_DATASETS</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataTheoryAttribute : TheoryAttribute
{
    public RealDataTheoryAttribute() => Skip = RealData.MissingReason;
}
