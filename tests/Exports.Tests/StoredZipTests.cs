using System.IO.Compression;
using System.Text;

namespace ToolRegistry.Exports.Tests;

public sealed class StoredZipTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(70_000)]
    public void Files_AreReadAsTheyWereAdded_HoweverManyTheyAre(int count)
    {
        using var output = new MemoryStream();
        using (var zip = new StoredZip(output))
        {
            for (var i = 0; i < count; i++)
                zip.Add($"{i}.txt", Encoding.UTF8.GetBytes($"file {i}"));
            zip.End();
        }

        // The platform's reader looks at the check sums and at where the directory says that files begin.
        using var read = new ZipArchive(output, ZipArchiveMode.Read);
        Assert.Equal(count, read.Entries.Count);
        Assert.Equal(Enumerable.Range(0, count).Select(i => ($"{i}.txt", $"file {i}")), read.Entries.Select(e => (e.FullName, TextOf(e))));
        Assert.All(read.Entries, e => Assert.Equal(new DateTime(1980, 1, 1), e.LastWriteTime.DateTime));
    }

    private static string TextOf(ZipArchiveEntry entry)
    {
        using var text = new StreamReader(entry.Open());
        return text.ReadToEnd();
    }
}
