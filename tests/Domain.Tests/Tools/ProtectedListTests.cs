using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Tools;

/// <summary>What must not be banned by one person in a hurry.</summary>
public class ProtectedListTests
{
    private static Tool Tool(string slug, string publisher, params (IdentifierKind Kind, string Value)[] identifiers) =>
        Domain.Tools.Tool.Register(slug, new ToolDetails { Name = slug, Publisher = publisher }, Identity(identifiers), Day(1));

    private static ToolIdentity Identity(params (IdentifierKind Kind, string Value)[] identifiers) =>
        ToolIdentity.Create(VersionScheme.Get("generic"), oneVersionLine: false, [.. identifiers.Select(i => new ToolIdentifier(Identifier.Create(i.Kind, i.Value), OwnVersionLine: false))], []);

    [Theory]
    [InlineData("bash", true)]
    [InlineData("bash-completion", false)]
    public void Slug_NamesThatToolOnly(string slug, bool expected) => Assert.Equal(expected, new ProtectedList(["bash"]).Names(Tool(slug, "GNU")));

    [Theory]
    [InlineData("publisher:Microsoft", true)]
    [InlineData("publisher:MICROSOFT", true)]
    [InlineData("publisher:Micro", false)]
    public void Publisher_NamesAllItsTools_InAnyCase(string entry, bool expected) => Assert.Equal(expected, new ProtectedList([entry]).Names(Tool("windows", "Microsoft")));

    [Theory]
    [InlineData("pkg:npm/npm", IdentifierKind.Purl, "pkg:npm/NPM", true)]
    [InlineData("pkg:npm/npm@10.0.0", IdentifierKind.Purl, "pkg:npm/npm?repository_url=https://r.example", true)]
    [InlineData("pkg:npm/npm", IdentifierKind.Purl, "pkg:npm/npm-cli", false)]
    [InlineData("file-name:bash", IdentifierKind.FileName, "BASH", true)]
    [InlineData("macos-team-id:EQHXZ8M8AV", IdentifierKind.MacosTeamId, "eqhxz8m8av", true)]
    [InlineData("domain:corp.example", IdentifierKind.Domain, "corp.example", true)]
    [InlineData("domain:corp.example", IdentifierKind.Domain, "wiki.corp.example", true)]
    [InlineData("domain:corp.example", IdentifierKind.Domain, "notcorp.example", false)]
    [InlineData("domain:www.corp.example", IdentifierKind.Domain, "corp.example", true)]
    [InlineData("windows-publisher:O=Vendor|Shell", IdentifierKind.WindowsPublisher, "O=Vendor", true)]
    [InlineData("windows-publisher:O=Vendor", IdentifierKind.WindowsPublisher, "O=VENDOR|Shell|sh.exe", true)]
    public void Identifier_NamesTheToolsThatHaveIt(string entry, IdentifierKind kind, string value, bool expected) =>
        Assert.Equal(expected, new ProtectedList([entry]).Names(Tool("tool", "Vendor", (IdentifierKind.FileName, "other"), (kind, value))));

    [Fact]
    public void IdentifierThatIsOnlyPending_CountsToo()
    {
        var tool = Tool("tool", "Vendor");
        tool.Identify(Identity((IdentifierKind.FileName, "bash")), hasApprovedDecision: true, Ana, Day(2));
        Assert.True(new ProtectedList(["file-name:bash"]).Names(tool));
    }

    [Fact]
    public void IdentifierThatIsPendingForRemoval_StillCounts()
    {
        var tool = Tool("tool", "Vendor", (IdentifierKind.FileName, "bash"));
        tool.Identify(Identity(), hasApprovedDecision: true, Ana, Day(2));
        Assert.True(new ProtectedList(["file-name:bash"]).Names(tool));
    }

    [Fact]
    public void EmptyList_NamesNothing() => Assert.False(new ProtectedList([]).Names(Tool("bash", "GNU", (IdentifierKind.FileName, "bash"))));

    [Theory]
    [InlineData("")]
    [InlineData("Not A Slug")]
    [InlineData("domain:com")]
    [InlineData("pkg:npm")]
    public void EntryThatCannotBeRead_IsRefused(string entry) => Refused.With("subject.invalid", Refusal.Invalid, () => _ = new ProtectedList(["bash", entry]));

    [Theory]
    [InlineData("publisher:")]
    [InlineData("publisher: Microsoft")]
    public void PublisherThatCouldNeverMatch_IsRefused(string entry) => Refused.With("protected.invalid", Refusal.Invalid, () => _ = new ProtectedList([entry]));
}
