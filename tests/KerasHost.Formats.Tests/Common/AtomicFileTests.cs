using KerasHost.Formats.Common;

namespace KerasHost.Formats.Tests.Common;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Join(_folder.FullName, "model.bin");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void MakesANewFile()
    {
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void ReplacesTheTargetOnlyAtTheEnd()
    {
        File.WriteAllText(Target, "old");
        AtomicFile.Write(Target, stream =>
        {
            // What the disk holds at each of these moments is what a killed process would leave.
            for (int i = 0; i < 100; i++)
            {
                stream.Write(new byte[4096]);
                stream.Flush();
                Assert.Equal("old", File.ReadAllText(Target));
            }
        });
        Assert.Equal(409600, new FileInfo(Target).Length);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void KeepsTheOldFileWhenWritingFails()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<KerasException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new KerasException("stop");
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void KeepsLinksAndPermissions()
    {
        if (OperatingSystem.IsWindows())
            return;
        string real = Path.Join(_folder.FullName, "real.bin");
        File.WriteAllText(real, "old");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(Target, real);
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(real));
        Assert.NotNull(new FileInfo(Target).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(real));
    }

    [Fact]
    public void SaysThatTheFolderIsMissing() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(Path.Join(_folder.FullName, "none", "x"), _ => { }));
}
