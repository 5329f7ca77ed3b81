namespace ToolRegistry.Exports.Tests;

public sealed class TemporaryFileTests
{
    [Fact]
    public void File_IsReadAndWritten_AndLeavesNothingWhateverEndsTheService()
    {
        using var file = TemporaryFile.Create();
        file.Write("held"u8);
        file.Position = 0;
        Assert.Equal("held", new StreamReader(file).ReadToEnd());
        // Windows deletes it when its last handle is closed.
        Assert.Equal(OperatingSystem.IsWindows(), File.Exists(file.Name));
    }
}
