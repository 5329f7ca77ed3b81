using ToolRegistry.Domain.Versions;
using ToolRegistry.Domain.Versions.Native;

namespace ToolRegistry.Domain.Tests.Versions;

/// <summary>The examples of docs/versions.md, run.</summary>
public class DocumentationTests
{
    [Fact]
    public void Schemes_AreAllNamedAndTheirExamplesAscend()
    {
        var rows = Rows("## Schemes").ConvertAll(cells => (Names: Code(cells[0]), Purls: Code(cells[1]), Example: cells[3]));
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

    [Fact]
    public void Conversions_GiveWhatIsWritten()
    {
        var rows = Rows("## From other notations").ConvertAll(cells => (Notation: Code(cells[0])[0], Example: Code(cells[2]), Result: cells[3]));
        Assert.Equal(NativeRange.Notations.Where(notation => !notation.Contains('/', StringComparison.Ordinal)), rows.Select(row => row.Notation).Where(notation => !notation.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(rows, row =>
        {
            var conversion = NativeRange.Parse(row.Example.ElementAtOrDefault(1) ?? row.Notation, row.Example[0]);
            Assert.Equal(Code(row.Result)[0], conversion.Value!.ToString());
            Assert.Equal(row.Result.EndsWith(", broader", StringComparison.Ordinal) ? Fidelity.Broader : Fidelity.Exact, conversion.Fidelity);
        });
    }

    /// <summary>The cells of the table under a heading, without its head.</summary>
    private static List<string[]> Rows(string heading)
    {
        const char Pipe = '\uE000';
        return [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "versions.md"))
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Replace("\\|", $"{Pipe}", StringComparison.Ordinal).Trim('|').Split('|'))
            .Select(cells => Array.ConvertAll(cells, cell => cell.Trim().Replace(Pipe, '|')))];
    }

    private static List<string> Code(string cell) => [.. cell.Split('`').Where((_, i) => i % 2 == 1)];
}
