using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using static ToolRegistry.Domain.Decisions.Disposition;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>2. Identity.</summary>
public partial class CheckRulesTests
{
    private const string Public = "pkg:npm/claude";
    private const string Private = "pkg:npm/claude?repository_url=https://npm.corp.example";

    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Check_AnIdentifier_NamesItsTool()
    {
        var verdict = new Register().Tool("claude", "npm", Npm).Tool("other", "npm", "pkg:npm/other").Check(Npm);
        Assert.Equal([new MatchedTool("claude", "The claude")], verdict.Tools);
    }

    [Fact]
    public void Check_AnotherToolsDecision_HasNoSay() =>
        Assert.Equal(Outcome.Unknown, new Register().Tool("claude", "npm", Npm).Tool("other", "npm").Decide(1, "other", "vers:npm/*", (1, Banned)).Check(Npm).Outcome);

    [Theory]
    [InlineData("domain:vendor.example")]
    [InlineData("macos-team-id:EQHXZ8M8AV")]
    [InlineData("windows-publisher:O=Vendor, C=US")]
    public void Check_AnIdentifierThatIsShared_MatchesDecisionsOfAllItsTools(string identifier)
    {
        var register = new Register().Tool("mail", "generic", identifier).Tool("chat", "generic", identifier)
            .Decide(1, "mail", "vers:generic/*", (1, Approved)).Decide(2, "chat", "vers:generic/*", (1, HighRisk));
        Assert.Equal(Outcome.HighRisk, register.Check(identifier).Outcome);
        Assert.Equal(Outcome.Approved, register.Check("mail").Outcome);
    }

    [Fact]
    public void Check_SharedDomain_ListsAllTools()
    {
        var register = new Register().Tool("mail", "generic", "domain:vendor.example").Tool("chat", "generic", "domain:vendor.example").Tool("shop", "generic", "domain:shop.example");
        Assert.Equal(["chat", "mail"], register.Check("domain:vendor.example").Tools.Select(t => t.Slug).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_SharedDomain_ListsItsToolsInOneOrder()
    {
        const string Domain = "domain:vendor.example";
        var oneWay = new Register().Tool("mail", "generic", Domain).Tool("chat", "generic", Domain).Check(Domain);
        var other = new Register().Tool("chat", "generic", Domain).Tool("mail", "generic", Domain).Check(Domain);
        Assert.Equal(oneWay.Tools, other.Tools);
    }

    [Theory]
    [InlineData("domain:claude.ai", Outcome.Banned)]
    [InlineData("domain:API.Claude.ai", Outcome.Banned)]
    [InlineData("domain:a.b.claude.ai", Outcome.Banned)]
    [InlineData("domain:notclaude.ai", Outcome.Unknown)]
    [InlineData("domain:claude.ai.example", Outcome.Unknown)]
    public void Check_ADomain_CoversItsSubdomainsAndNoOther(string subject, Outcome expected) =>
        Assert.Equal(expected, new Register().Tool("claude", "generic", "domain:claude.ai").Decide(1, "claude", "vers:generic/*", (1, Banned)).Check(subject).Outcome);

    [Fact]
    public void Check_ASubdomainOnRecord_DoesNotCoverItsParent() =>
        Assert.Equal(Outcome.Unknown, new Register().Tool("api", "generic", "domain:api.claude.ai").Decide(1, "api", "vers:generic/*", (1, Banned)).Check("domain:claude.ai").Outcome);

    [Fact]
    public void Check_ASubdomain_MatchesDecisionsOnItAndOnItsParents()
    {
        var register = new Register().Tool("site", "generic", "domain:claude.ai").Tool("api", "generic", "domain:api.claude.ai")
            .Decide(1, "site", "vers:generic/*", (1, Banned)).Decide(2, "api", "vers:generic/*", (1, Approved));
        var verdict = register.Check("domain:api.claude.ai");
        Assert.Equal(Outcome.Banned, verdict.Outcome);
        Assert.Equal(["api", "site"], verdict.Tools.Select(t => t.Slug));
    }

    [Theory]
    [InlineData("1.5.0", Outcome.Banned)]
    [InlineData("2.0.0", Outcome.Unknown)]
    public void Check_ArtifactHash_ProvesTheVersion(string release, Outcome expected)
    {
        var register = new Register().Tool("claude", "npm", oneVersionLine: false, [new Artifact(release, null, null, Hash)]).Decide(1, "claude", "vers:npm/<2.0.0", (1, Banned));
        Assert.Equal(expected, register.Check(Hash).Outcome);
        Assert.Equal(expected, register.Check("sha256:" + Hash.ToUpperInvariant()).Outcome);
    }

    [Fact]
    public void Check_ArtifactHash_GoesBeforeTheVersionGiven_AndSaysSo()
    {
        var verdict = new Register().Tool("claude", "npm", oneVersionLine: false, [new Artifact("1.5.0", null, null, Hash)]).Decide(1, "claude", "vers:npm/<2.0.0", (1, Banned)).Check(Hash, "2.0.0");
        Assert.Equal(Outcome.Banned, verdict.Outcome);
        Assert.Contains("The file is release 1.5.0 of The claude; the version given was not used.", verdict.Notes);
    }

    [Fact]
    public void Check_AHashOfNoArtifact_IsUnknown() =>
        Assert.Empty(new Register().Tool("claude", "npm", oneVersionLine: false, [new Artifact("1.5.0", null, null, Hash)]).Check(new string('b', 64)).Tools);

    [Theory]
    [InlineData("pkg:npm/claude?repository_url=https://evil.example")]
    [InlineData("pkg:npm/claude?download_url=https://evil.example/x.tgz")]
    [InlineData("pkg:npm/claude?vcs_url=git%2Bhttps://evil.example")]
    public void Check_PrivateLookAlike_InheritsNoApproval(string subject)
    {
        foreach (var permits in new[] { Approved, Constrained })
        {
            var register = new Register().Tool("claude", "npm", Public).Decide(1, "claude", "vers:npm/*", (1, permits));
            Assert.Equal(Outcome.Unknown, register.Check(subject).Outcome);
            Assert.Equal(permits.ToString(), register.Check(Public).Outcome.ToString());
        }
    }

    [Fact]
    public void Check_ThePublicPackage_InheritsNoApprovalOfAPrivateOne()
    {
        var register = new Register().Tool("claude", "npm", Private).Decide(1, "claude", "vers:npm/*", (1, Approved));
        Assert.Equal((Outcome.Approved, Outcome.Unknown), (register.Check(Private).Outcome, register.Check(Public).Outcome));
    }

    [Fact]
    public void Check_PrivateLookAlike_IsStillBanned_AndIsToldOfIt()
    {
        foreach (var restricts in new[] { Banned, HighRisk })
        {
            var verdict = new Register().Tool("claude", "npm", Public).Decide(1, "claude", "vers:npm/*", (1, restricts)).Check(Private);
            Assert.Equal(restricts.ToString(), verdict.Outcome.ToString());
            Assert.Contains("The subject comes from another place, or is spelt otherwise, than The claude on record: no approval or exception reaches it.", verdict.Notes);
        }
    }

    [Fact]
    public void Check_PrivateLookAlike_InheritsNoException()
    {
        var register = new Register().Tool("claude", "npm", Public).Decide(1, "claude", "vers:npm/*", (1, Banned)).Except(Register.Exception(1, 1, Given.Group("devs")));
        Assert.Equal(Outcome.Constrained, register.Check(Public, groups: ["devs"]).Outcome);
        Assert.Equal(Outcome.Banned, register.Check(Private, groups: ["devs"]).Outcome);
    }

    [Theory]
    [InlineData("pkg:npm/claude@1.0.0?arch=arm64")]
    [InlineData("pkg:npm/claude@1.0.0#bin/claude")]
    public void Check_OtherQualifiersAndTheSubpath_DoNotMatter(string subject)
    {
        var register = new Register().Tool("claude", "npm", Public).Decide(1, "claude", "vers:npm/*", (1, Approved));
        Assert.Equal(Outcome.Approved, register.Check(subject).Outcome);
        Assert.Equal(Outcome.Banned, register.Decide(2, "claude", "vers:npm/1.0.0", (1, Banned)).Check(subject).Outcome);
    }

    [Theory]
    [InlineData(Public, "pkg:npm/Claude@1.0.0", false)]
    [InlineData("pkg:nuget/claude", "pkg:nuget/Claude@1.0.0", true)]
    public void Check_AnotherSpelling_IsBannedAlways_AndApprovedWhereTheRegistryKnowsNoOther(string identifier, string subject, bool approved)
    {
        var register = new Register().Tool("claude", "npm", identifier).Decide(1, "claude", "vers:npm/*", (1, Approved));
        Assert.Equal(approved ? Outcome.Approved : Outcome.Unknown, register.Check(subject).Outcome);
        Assert.Equal(Outcome.Banned, register.Decide(2, "claude", "vers:npm/*", (1, Banned)).Check(subject).Outcome);
    }

    [Theory]
    [InlineData(Public, Private)]
    [InlineData(Private, Public)]
    public void Check_AToolOnRecordFromTwoPlaces_ComesFromNoOtherPlace(string first, string second)
    {
        var register = new Register().Tool("claude", "npm", first, second).Decide(1, "claude", "vers:npm/*", (1, Banned)).Except(Register.Exception(1, 1, Given.Group("devs")));
        Assert.All([first, second], subject => Assert.Equal(Outcome.Constrained, register.Check(subject, groups: ["devs"]).Outcome));
        Assert.All([first, second], subject => Assert.Empty(register.Check(subject, groups: ["sales"]).Notes));
    }
}
