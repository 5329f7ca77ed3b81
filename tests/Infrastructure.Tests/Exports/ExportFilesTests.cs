using System.Globalization;
using System.Text;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Exports;

namespace ToolRegistry.Infrastructure.Tests.Exports;

public sealed class ExportFilesTests : IDisposable
{
    // As many as are kept.
    private const int Many = 200;

    private static readonly DateTimeOffset At = new(2026, 7, 11, 0, 0, 0, TimeSpan.Zero);

    // None of the targets here is signed.
    private readonly ExportFiles files = new(new ExportOptions(), keys: null!);

    public void Dispose() => files.Dispose();

    [Fact]
    public void File_IsWrittenOnceForAContent()
    {
        var target = new Revisions();
        Assert.Equal(files.Get(target, Of(1)), files.Get(target, Of(1)));
        Assert.Equal(1, target.Written);
    }

    [Fact]
    public void Folder_OfAServiceThatWasKilled_IsDeletedByTheNext_AndThatOfOneThatRuns_IsNot()
    {
        var parent = Directory.CreateTempSubdirectory();
        try
        {
            var options = new ExportOptions { Folder = parent.FullName };
            var left = parent.CreateSubdirectory("toolregistry-exports-left");
            File.WriteAllText(Path.Combine(left.FullName, "held"), "");
            using var running = new ExportFiles(options, keys: null!);
            Assert.False(Directory.Exists(left.FullName));
            var file = running.Get(new Revisions(), Of(1)).Path;
            using var next = new ExportFiles(options, keys: null!);
            Assert.True(File.Exists(file));
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [Fact]
    public void File_OfAnOlderRevision_IsNotLetGoForThoseOfLaterOnes()
    {
        var target = new Revisions();
        AskForMany(target, from: 1_000);
        Assert.True(File.Exists(files.Get(target, Of(1)).Path));
        files.Get(target, Of(1));
        Assert.Equal(Many + 1, target.Written);
    }

    [Fact]
    public void Content_IsReadToItsEnd_ThoughItsFileIsLetGo_AndOpenedAgain()
    {
        var target = new Revisions();
        var path = files.Get(target, Of(1)).Path;
        using var open = files.Open(target, Of(1));
        AskForMany(target, from: 1_000);
        Assert.False(File.Exists(path));
        Assert.Equal("revision 1", Read(open));
        using var again = files.Open(target, Of(1));
        Assert.Equal("revision 1", Read(again));
    }

    [Fact]
    public void Content_IsWrittenAgain_WhereItsFileIsGoneBeforeItIsOpened()
    {
        var target = new Revisions();
        File.Delete(files.Get(target, Of(1)).Path);
        using var open = files.Open(target, Of(1));
        Assert.Equal("revision 1", Read(open));
        Assert.Equal(2, target.Written);
    }

    private void AskForMany(Revisions target, long from)
    {
        for (var revision = from; revision < from + Many; revision++)
            files.Get(target, Of(revision));
    }

    private static Export Of(long revision) => new(
        new PolicySnapshot(revision, PolicySettings.Default, PolicyFactSet.None), At, new ChannelFact("fleet", ChannelTerms.Create(new ChannelContent { Targets = ["revisions"] })), At, address: null);

    private static string Read(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class Revisions : IExportTarget
    {
        public int Written { get; private set; }

        public TargetInfo Info { get; } = new("revisions", "Revisions", "text/plain", "revision.txt") { Identifiers = [], Versions = "none" };

        public Finding Judge(Export export, ExportRule rule) => Finding.Exact;

        public void Write(Export export, Stream output)
        {
            Written++;
            output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"revision {export.Revision}")));
        }
    }
}
