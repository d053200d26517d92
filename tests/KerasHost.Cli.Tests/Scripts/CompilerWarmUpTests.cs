using KerasHost.Cli.Scripts;

namespace KerasHost.Cli.Tests.Scripts;

public class CompilerWarmUpTests
{
    [Fact]
    public void Sample_compiles() => Assert.Empty(CompilerWarmUp.Compile().Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
}
