using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Linux;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Linux;

public sealed class ClamAvTargetTests
{
    private static readonly ClamAvTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Signatures_SayWhatWasDecided() =>
        ExportLaw.Holds(Target, [$"sha256:{Facts.Sha256('7')}", $"sha256:{Facts.Sha256('8')}", $"sha256:{Facts.Sha256('9')}"], (file, _) => new Scanner(Encoding.UTF8.GetString(file)));

    [Fact]
    public void EveryLine_IsOneThatClamAvReads()
    {
        var lines = Approved.Text(Target, RichRegister.Export(RichRegister.After)).Split('\n')[..^1];
        Assert.StartsWith("#", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], l => Assert.Matches(@"^[0-9a-f]{64}:\*:[A-Za-z0-9.-]+:73$", l));
    }

    [Fact]
    public void File_IsNeverEmpty() =>
        Assert.NotEmpty(Approved.Bytes(Target, Facts.Export(Domain.Policy.PolicyFactSet.None, RichRegister.After)));

    /// <summary>A scanner: a file is found by its hash.</summary>
    private sealed class Scanner(string text) : IConsumer
    {
        private readonly HashSet<string> hashes = [.. text.Split('\n').Select(l => l.Split(':')[0])];

        public bool Blocks(Subject subject, string? version) => hashes.Contains(subject.Text["sha256:".Length..]);
    }
}
