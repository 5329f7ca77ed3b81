using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Tests.Persistence;

/// <summary>What is stored comes back as it was; the stored form is a contract with every database there is.</summary>
public sealed class StoredJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 10, 0, 0, 0, TimeSpan.Zero);

    private static readonly DecisionTerms Terms = DecisionTerms.Create(new DecisionContent
    {
        Ranges = [VersionRange.Parse("vers:npm/>=2.1.91|<2.1.197")],
        Scope = Scope.Create(["team \"x\" 😀"], ["ci"], ["US"]),
        Schedule = Schedule.Create([new Phase(At, Disposition.HighRisk), new Phase(At.AddDays(7), Disposition.Banned)]),
        Alternatives = [new Alternative("qoder", "Internal")],
        Constraints = ["One.", "Two."],
        Claims = [1, 2],
        Evidence = [3],
        Assessment = 4,
        LiftWhen = "an audit is published",
        PublicStatement = "Not for workplace use.\nUse Qoder. 𝒳",
        Rationale = "Because.",
        ReviewBy = At.AddDays(80),
    });

    [Fact]
    public void DecisionTerms_ComeBackAsTheyWere() => AssertSame(Terms);

    [Fact]
    public void ExceptionTerms_ComeBackAsTheyWere() =>
        AssertSame(ExceptionTerms.Create(Scope.Create(["a"], null, null), At, At.AddDays(30), "reason", ["control"], "risk", At.AddDays(9)));

    [Fact]
    public void ExceptionTerms_StoredBeforeTheyHadAReviewDate_HaveNone() =>
        Assert.Null(StoredJson.Read<ExceptionTerms>("""{"audience":{"groups":["a"],"environments":[],"regions":[]},"from":"2026-07-10T00:00:00+00:00","until":"2026-08-10T00:00:00+00:00","reason":"reason","compensatingControls":["control"],"residualRisk":"risk"}""").ReviewBy);

    [Fact]
    public void Review_ComesBackWithAuthorsApprovalsAndComments() =>
        AssertSame(new Review([Owner.Parse("a"), Owner.Parse("b")], [new Approval(Owner.Parse("c"), At)], [new Comment(Owner.Parse("d"), At, "Which release?", AsksForChanges: true)]));

    [Fact]
    public void Review_StoredBeforeThereWereComments_HasNone() =>
        Assert.Empty(StoredJson.Read<Review>("""{"authors":["a"],"approvals":[]}""").Comments);

    [Fact]
    public void Identity_ComesBackWithIdentifiersAndArtifacts() =>
        AssertSame(ToolIdentity.Create(
            VersionScheme.Get("npm"),
            oneVersionLine: true,
            [new ToolIdentifier(Identifier.Create(IdentifierKind.Purl, "pkg:npm/%40scope/name"), OwnVersionLine: true), new ToolIdentifier(Identifier.Create(IdentifierKind.FileName, "Docker Desktop.exe"), OwnVersionLine: false)],
            [new Artifact("1.0.0", "windows-x64", "a.exe", new string('a', 64))]));

    [Fact]
    public void Facts_ComeBackAsTheyWere()
    {
        AssertSame(new ExceptionFact(3, 4, Scope.Create(["a"], null, null), At, At.AddDays(1), ["control"]));
        AssertSame(new DecisionFact
        {
            Number = 1,
            Tool = "x",
            Ranges = Terms.Ranges,
            Scope = Terms.Scope,
            Schedule = Terms.Schedule,
            Alternatives = Terms.Alternatives,
            Constraints = Terms.Constraints,
            PublicStatement = Terms.PublicStatement,
            ReviewBy = Terms.ReviewBy,
            Provisional = true,
            Support = new Support(Confidence.Low, 1),
            RatifyBy = null,
        });
    }

    [Fact]
    public void StoredForm_OfTerms_IsWhatDatabasesHold() => Assert.Equal(
        """
        {"ranges":["vers:npm/>=2.1.91|<2.1.197"],"scope":{"groups":["team \"x\" \uD83D\uDE00"],"environments":["ci"],"regions":["US"]},"schedule":[{"from":"2026-07-10T00:00:00+00:00","disposition":"HighRisk"},{"from":"2026-07-17T00:00:00+00:00","disposition":"Banned"}],"alternatives":[{"tool":"qoder","note":"Internal"}],"constraints":["One.","Two."],"identifiers":[],"claims":[1,2],"evidence":[3],"assessment":4,"liftWhen":"an audit is published","publicStatement":"Not for workplace use.\nUse Qoder. \uD835\uDCB3","rationale":"Because.","reviewBy":"2026-09-28T00:00:00+00:00"}
        """,
        StoredJson.Write(Terms));

    private static void AssertSame<T>(T value)
    {
        var written = StoredJson.Write(value);
        Assert.Equal(written, StoredJson.Write(StoredJson.Read<T>(written)));
        Assert.DoesNotContain("{}", written, StringComparison.Ordinal);
    }
}
