using System.Text;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Exports.Linux;
using ToolRegistry.Exports.Tests.Given;
using static ToolRegistry.Exports.Tests.Given.Facts;

namespace ToolRegistry.Exports.Tests.Linux;

public sealed class FapolicydTargetTests
{
    private static readonly FapolicydTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Rules_SayWhatWasDecided() =>
        ExportLaw.Holds(Target, ["file-name:one", "file-name:two", "file-name:two words", $"sha256:{Sha256('7')}", $"sha256:{Sha256('8')}"], (file, _) => new Daemon(Encoding.UTF8.GetString(file)));

    [Fact]
    public void EveryLine_IsOneThatTheDaemonReads()
    {
        var lines = Approved.Text(Target, RichRegister.Export(RichRegister.After, highRisk: true)).Split('\n')[..^1];
        Assert.All(lines, l => Assert.Matches(@"^(#.*|(deny|allow)_syslog perm=execute all : (path=/[\w.+/-]+(,/[\w.+/-]+)*|sha256hash=[0-9a-f]{64}(,[0-9a-f]{64})*))$", l));
    }

    [Fact]
    public void Name_ThatNoRuleCanHold_IsReported_NeverWritten()
    {
        foreach (var name in new[] { "two words", "a,b", "%set", "naïve" })
        {
            var export = Ban($"file-name:{name}");
            Assert.Equal(Fidelity.NotExpressible, Target.Judge(export, export.Rules.Single()).Fidelity);
            Assert.DoesNotContain("deny", Approved.Text(Target, export), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Name_IsNarrower_ForOtherFoldersAreOpen()
    {
        var export = Ban("file-name:tool");
        Assert.Equal(Fidelity.Narrower, Target.Judge(export, export.Rules.Single()).Fidelity);
        Assert.Contains("/usr/bin/tool,", Approved.Text(Target, export), StringComparison.Ordinal);
    }

    [Fact]
    public void Ban_ComesBeforeWhatIsToBeWatched()
    {
        var facts = new PolicyFactSet(
            [Tool("watched", "Watched", "semver", ["file-name:watched"]), Tool("banned", "Banned", "semver", ["file-name:banned"])],
            [Decision(1, "watched", "vers:semver/*", ("2026-07-01", Disposition.HighRisk)), Decision(2, "banned", "vers:semver/*", ("2026-07-01", Disposition.Banned))],
            []);
        var text = Approved.Text(Target, Export(facts, Day("2026-07-10"), TakesAll with { IncludesHighRisk = true }));
        Assert.InRange(text.IndexOf("deny_syslog", StringComparison.Ordinal), 0, text.IndexOf("allow_syslog", StringComparison.Ordinal));
    }

    private static Export Ban(string identifier) =>
        Export(new PolicyFactSet([Tool("tool", "Tool", "semver", [identifier])], [Decision(1, "tool", "vers:semver/*", ("2026-07-01", Disposition.Banned))], []), Day("2026-07-10"));

    /// <summary>fapolicyd: the first rule that matches the file's path or hash decides. Files with names are asked about where programs are.</summary>
    private sealed class Daemon(string text) : IConsumer
    {
        private readonly (string Decision, string[] Objects)[] rules = [.. text.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => (l.Split(' ')[0], l[(l.LastIndexOf('=') + 1)..].Split(',')))];

        public bool Blocks(Subject subject, string? version) => Blocks(subject, version, sha256: null);

        public bool Blocks(Subject subject, string? version, string? sha256)
        {
            var value = subject.Text[(subject.Text.IndexOf(':', StringComparison.Ordinal) + 1)..];
            string?[] file = subject.Text.StartsWith("sha256:", StringComparison.Ordinal) ? [value] : [$"/usr/bin/{value}", sha256];
            return Array.Find(rules, r => file.Any(f => r.Objects.Contains(f))).Decision == "deny_syslog";
        }
    }
}
