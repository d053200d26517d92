namespace KerasHost.Tensors.Tests.Engines;

public class MicroKernelTemplateTests
{
    [Fact]
    public void CommittedKernelsAreWhatTheTemplateWrites()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "KerasHost.sln")))
            root = root.Parent;
        Assert.NotNull(root);
        string path = Path.Combine(root.FullName, "src", "KerasHost.Tensors", "Engines", "Cpu", "Gemm", "MicroKernels.g.cs");
        string written = MicroKernelTemplate.Write();
        if (Environment.GetEnvironmentVariable("KERASHOST_REGENERATE") == "1")
            File.WriteAllText(path, written);
        Assert.Equal(written, File.ReadAllText(path));
    }
}
