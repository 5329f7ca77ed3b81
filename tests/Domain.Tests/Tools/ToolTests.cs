using System.Text.Json;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Tools;

/// <summary>A tool on record, its releases, and changes of what it is recognised by.</summary>
public class ToolTests
{
    private static readonly ToolDetails Details = new() { Name = "Claude Code", Publisher = "Anthropic" };
    private static readonly string Hash = new('a', 64);

    private static ToolIdentity Identity(params string[] domains) => Identity([], domains);

    private static ToolIdentity Identity(Artifact[] artifacts, params string[] domains) =>
        ToolIdentity.Create(VersionScheme.Get("npm"), oneVersionLine: false, [.. domains.Select(d => new ToolIdentifier(Identifier.Create(IdentifierKind.Domain, d), OwnVersionLine: false))], artifacts);

    private static Tool Registered(params string[] domains) => Tool.Register("claude-code", Details, Identity(domains), Day(1));

    private static string[] Domains(ToolIdentity identity) => [.. identity.Identifiers.Select(i => i.Identifier.Value)];

    [Theory]
    [InlineData("")]
    [InlineData("Claude")]
    [InlineData("-claude")]
    [InlineData("claude code")]
    public void Register_UnderABadSlug_IsRefused(string slug) => Refused.With("tool.slug-invalid", Refusal.Invalid, () => Tool.Register(slug, Details, Identity(), Day(1)), "slug");

    [Fact]
    public void Register_And_Describe_CheckTheTexts()
    {
        foreach (var (bad, field) in new[]
        {
            (Details with { Name = " " }, "name"),
            (Details with { Name = new string('a', 301) }, "name"),
            (Details with { Publisher = "two\nlines" }, "publisher"),
            (Details with { Category = "" }, "category"),
            (Details with { BusinessPurpose = new string('a', 2_001) }, "businessPurpose"),
        })
        {
            var tool = Registered();
            Refused.With("tool.invalid", Refusal.Invalid, () => Tool.Register("claude", bad, Identity(), Day(1)), field);
            Refused.With("tool.invalid", Refusal.Invalid, () => tool.Describe(bad), field);
            Assert.Equal(Details, tool.Details);
        }
    }

    [Fact]
    public void Describe_ChangesWhatIsOnRecord()
    {
        var tool = Registered();
        tool.Describe(Details with { SupportStatus = SupportStatus.Unsupported, EndOfSupport = new DateOnly(2026, 1, 1), Owner = Ana });
        Assert.Equal((SupportStatus.Unsupported, Ana), (tool.Details.SupportStatus, tool.Details.Owner!));
    }

    [Fact]
    public void Identify_WithoutAnApprovedDecision_TakesEffectAtOnce()
    {
        var tool = Registered("claude.ai");
        tool.Identify(Identity("claude.com"), hasApprovedDecision: false, Ana, Day(2));
        Assert.Equal(["claude.com"], Domains(tool.Identity));
        Assert.Null(tool.PendingIdentity);
    }

    [Fact]
    public void Identify_WhileADecisionIsApproved_WaitsForAnotherPerson()
    {
        var tool = Registered("claude.ai");
        tool.Identify(Identity("claude.com"), hasApprovedDecision: true, Ana, Day(2));
        Assert.Equal(["claude.ai"], Domains(tool.Identity));
        Assert.Equal(["claude.ai"], Domains(ToolFact.Of(tool).Identity));
        Assert.Equal(Day(2), tool.PendingIdentity!.ProposedAt);
        Refused.With("review.four-eyes", Refusal.Forbidden, () => tool.ApproveIdentity(1, Owner.Parse("ANA"), Day(3)));
        Assert.Equal(["claude.ai"], Domains(tool.Identity));

        tool.ApproveIdentity(1, Ben, Day(3));
        Assert.Equal(["claude.com"], Domains(tool.Identity));
        Assert.Null(tool.PendingIdentity);
    }

    [Fact]
    public void ApproveIdentity_WhereTwoAreNeeded_TakesEffectWithTheSecondPerson()
    {
        var tool = Registered("claude.ai");
        tool.Identify(Identity(), hasApprovedDecision: true, Ana, Day(2));
        tool.ApproveIdentity(2, Ben, Day(3));
        Assert.Equal(["claude.ai"], Domains(tool.Identity));
        Refused.With("review.already-approved", Refusal.Conflict, () => tool.ApproveIdentity(2, Ben, Day(3)));
        tool.ApproveIdentity(2, Cleo, Day(3));
        Assert.Empty(tool.Identity.Identifiers);
    }

    [Fact]
    public void RejectIdentity_LeavesWhatIsOnRecord()
    {
        var tool = Registered("claude.ai");
        tool.Identify(Identity(), hasApprovedDecision: true, Ana, Day(2));
        tool.RejectIdentity();
        Assert.Equal(["claude.ai"], Domains(tool.Identity));
        Assert.Null(tool.PendingIdentity);
    }

    [Fact]
    public void ApproveIdentity_And_RejectIdentity_OfNothing_AreRefused()
    {
        Refused.With("tool.no-identity-pending", Refusal.Conflict, () => Registered().ApproveIdentity(1, Ben, Day(2)));
        Refused.With("tool.no-identity-pending", Refusal.Conflict, () => Registered().RejectIdentity());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Identify_WhileAChangeWaits_IsRefused(bool hasApprovedDecision)
    {
        var tool = Registered("claude.ai");
        tool.Identify(Identity(), hasApprovedDecision: true, Ana, Day(2));
        Refused.With("tool.identity-pending", Refusal.Conflict, () => tool.Identify(Identity("claude.com"), hasApprovedDecision, Cleo, Day(3)));
        Assert.Empty(tool.PendingIdentity!.Identity.Identifiers);
    }

    [Fact]
    public void Identify_ByAnArtifactOfNoRelease_IsRefused()
    {
        var tool = Registered();
        tool.AddRelease(new Release("1.0.0", null), [], hasApprovedDecision: false, Ana, Day(2));
        Refused.With("release.unknown", Refusal.Conflict, () => tool.Identify(Identity([new Artifact("2.0.0", null, null, Hash)]), hasApprovedDecision: false, Ana, Day(2)), "artifacts");
        tool.Identify(Identity([new Artifact("1.0.0", null, null, Hash)]), hasApprovedDecision: false, Ana, Day(2));
        Assert.Single(tool.Identity.Artifacts);
    }

    [Fact]
    public void AddRelease_OnceForEachVersion()
    {
        var tool = Registered();
        tool.AddRelease(new Release("1.0.0", new DateOnly(2026, 4, 2)), [], hasApprovedDecision: true, Ana, Day(2));
        tool.AddRelease(new Release("1.0.1", null), [], hasApprovedDecision: true, Ana, Day(2));
        Refused.With("release.duplicate", Refusal.Conflict, () => tool.AddRelease(new Release("1.0.0", null), [], hasApprovedDecision: true, Ana, Day(2)), "version");
        Assert.Equal(["1.0.0", "1.0.1"], tool.Releases.Select(r => r.Version));
        Assert.Null(tool.PendingIdentity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1\n0")]
    public void AddRelease_OfABadVersion_IsRefused(string version) =>
        Refused.With("release.invalid", Refusal.Invalid, () => Registered().AddRelease(new Release(version, null), [], hasApprovedDecision: false, Ana, Day(2)), "version");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AddRelease_WithArtifacts_GoesTheWayOfIdentify(bool hasApprovedDecision)
    {
        var tool = Registered("claude.ai");
        tool.AddRelease(new Release("1.0.0", null), [new Artifact("1.0.0", "windows-x64", "claude.exe", Hash)], hasApprovedDecision, Ana, Day(2));
        Assert.Equal(hasApprovedDecision ? 0 : 1, tool.Identity.Artifacts.Count);
        if (hasApprovedDecision)
            tool.ApproveIdentity(1, Ben, Day(3));
        Assert.Equal(["claude.ai"], Domains(tool.Identity));
        Assert.Equal("1.0.0", Assert.Single(tool.Identity.Artifacts).Version);
    }

    [Fact]
    public void AddRelease_ThatIsRefused_ChangesNothing()
    {
        var tool = Registered("claude.ai");
        tool.Identify(Identity(), hasApprovedDecision: true, Ana, Day(2));
        var before = JsonSerializer.Serialize(tool.Releases);
        Refused.With("tool.identity-pending", Refusal.Conflict, () => tool.AddRelease(new Release("1.0.0", null), [new Artifact("1.0.0", null, null, Hash)], hasApprovedDecision: true, Ana, Day(2)));
        Assert.Equal(before, JsonSerializer.Serialize(tool.Releases));
    }

    [Fact]
    public void Fact_OfATool_IsWhatIsOnRecord()
    {
        var fact = ToolFact.Of(Registered("claude.ai"));
        Assert.Equal(("claude-code", "Claude Code", "Anthropic"), (fact.Slug, fact.Name, fact.Publisher));
        Assert.Equal(["claude.ai"], Domains(fact.Identity));
    }
}
