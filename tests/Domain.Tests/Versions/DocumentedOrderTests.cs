using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>The table of docs/versions.md, run.</summary>
public class DocumentedOrderTests
{
    [Fact]
    public void Table_NamesEverySchemeAndItsExamplesAscend()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "versions.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Names: Code(cells[1]), Purls: Code(cells[2]), Example: cells[4]))
            .ToList();
        Assert.Equal(VersionScheme.Names, rows.Select(row => row.Names[0]).Order(StringComparer.Ordinal));
        Assert.All(rows, row =>
        {
            var scheme = VersionScheme.Get(row.Names[0]);
            Assert.All(row.Names, name => Assert.Same(scheme, VersionScheme.Get(name)));
            Assert.All(row.Purls.Where(purl => purl.StartsWith("pkg:", StringComparison.Ordinal)), purl => Assert.Same(scheme, VersionScheme.ForPurlType(purl["pkg:".Length..])));

            var versions = Code(row.Example).ConvertAll(text => SchemeRules.Parse(scheme.Name, text));
            var signs = row.Example.Split('`').Where((_, i) => i % 2 == 0).Select(between => between.Trim()).Where(sign => sign.Length > 0).ToList();
            Assert.Equal(versions.Count - 1, signs.Count);
            for (var i = 0; i < signs.Count; i++)
                Assert.True(Math.Sign(scheme.Compare(versions[i], versions[i + 1])) == (signs[i] == "=" ? 0 : -1), $"{scheme}: {versions[i]} {signs[i]} {versions[i + 1]}");
        });
    }

    private static List<string> Code(string cell) => [.. cell.Split('`').Where((_, i) => i % 2 == 1)];
}
