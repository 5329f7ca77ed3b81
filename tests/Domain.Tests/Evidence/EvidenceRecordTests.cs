using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Versions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Evidence;

/// <summary>What may go on record as evidence.</summary>
public class EvidenceRecordTests
{
    private static readonly EvidenceContent Good = new()
    {
        Kind = EvidenceKind.Article,
        Title = "Ban over alleged backdoor risk, source says",
        Publisher = "Reuters",
        Url = "https://news.example/1",
        Sha256 = new string('a', 64),
        Reliability = Reliability.A,
        Credibility = 3,
        Stances = [new ClaimStance(1, Stance.Supports), new ClaimStance(2, Stance.Disputes)],
        DerivedFrom = [3, 4],
    };

    private static readonly Grounds OnRecord = new(
        [.. Enumerable.Range(1, 2).Select(n => new Claim(n, "claude", VersionRange.Parse("vers:npm/*"), ClaimStatus.Unverified, "A claim.", Ana, Day(1)))],
        [.. Enumerable.Range(3, 2).Select(n => new EvidenceRecord(n, "claude", Good with { Stances = [], DerivedFrom = [] }, Grounds.None, Ana, Day(1)))]);

    private static EvidenceRecord Recorded(EvidenceContent content) => new(9, "claude", content, OnRecord, Ana, Day(1));

    private static void IsRefused(EvidenceContent content, string field) => Refused.With("evidence.invalid", Refusal.Invalid, () => _ = Recorded(content), field);

    [Fact]
    public void Record_KeepsWhatWasGiven()
    {
        var record = Recorded(Good);
        Assert.Equal((9, "claude", Good, Ana, Day(1)), (record.Number, record.Tool, record.Content, record.RecordedBy, record.RecordedAt));
    }

    [Fact]
    public void Record_NeedsNeitherAddressNorHash() => Assert.Null(Recorded(Good with { Kind = EvidenceKind.Unpublished, Url = null, Sha256 = null, Stances = [], DerivedFrom = [] }).Content.Url);

    [Fact]
    public void Record_WithoutAHash_TakesThatOfTheCopyThatWasRead()
    {
        var record = Recorded(Good with { Sha256 = null });
        record.Retrieved(new string('b', 64), Ben, Day(2));
        Assert.Equal(Good with { Sha256 = new string('b', 64) }, record.Content);
        Assert.Equal((2, record.Content, Ben, Day(2)), (record.History.Count, record.History[^1].Content, record.History[^1].By, record.History[^1].At));
        Refused.With("evidence.copy-differs", Refusal.Conflict, () => record.Retrieved(new string('c', 64), Ben, Day(3)));
        Assert.Equal(2, record.History.Count);
    }

    [Fact]
    public void Record_WithAHash_TakesNoteOfThatCopyOnlyAndDoesNotChange()
    {
        var record = Recorded(Good);
        record.Retrieved(Good.Sha256!, Ben, Day(2));
        Refused.With("evidence.copy-differs", Refusal.Conflict, () => record.Retrieved(new string('b', 64), Ben, Day(2)));
        Assert.Equal((Good, 1), (record.Content, record.History.Count));
    }

    [Fact]
    public void Record_ThatCountsNoMore_TakesNoteOfACopyButTakesNoHashOver()
    {
        var (bare, hashed) = (Recorded(Good with { Sha256 = null }), Recorded(Good));
        foreach (var record in new[] { bare, hashed })
            record.Withdraw("Taken back.", Ana, Day(2));
        hashed.Retrieved(Good.Sha256!, Ben, Day(3));
        Refused.With("evidence.not-current", Refusal.Conflict, () => bare.Retrieved(Good.Sha256!, Ben, Day(3)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Record_TakesNoHashThatIsNone(string sha256) =>
        Refused.With("evidence.invalid", Refusal.Invalid, () => Recorded(Good with { Sha256 = null }).Retrieved(sha256, Ben, Day(2)), "sha256");

    [Fact]
    public void Texts_AreLinesWithinTheirLength()
    {
        IsRefused(Good with { Title = " " }, "title");
        IsRefused(Good with { Title = new string('a', 501) }, "title");
        IsRefused(Good with { Publisher = "two\nlines" }, "publisher");
        IsRefused(Good with { Publisher = new string('a', 201) }, "publisher");
    }

    [Theory]
    [InlineData("news.example/1")]
    [InlineData("/1")]
    [InlineData("ftp://news.example/1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    [InlineData("https://news.example/\n1")]
    public void Url_IsAWebAddress(string url) => IsRefused(Good with { Url = url }, "url");

    [Fact]
    public void Url_IsAtMost2000Characters()
    {
        Assert.Equal(2_000, Recorded(Good with { Url = "https://news.example/".PadRight(2_000, 'a') }).Content.Url!.Length);
        IsRefused(Good with { Url = "https://news.example/".PadRight(2_001, 'a') }, "url");
    }

    [Fact]
    public void Sha256_Is64LowerCaseHexDigits()
    {
        IsRefused(Good with { Sha256 = new string('A', 64) }, "sha256");
        IsRefused(Good with { Sha256 = new string('a', 63) }, "sha256");
        IsRefused(Good with { Sha256 = new string('g', 64) }, "sha256");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(6, true)]
    [InlineData(0, false)]
    [InlineData(7, false)]
    public void Credibility_IsOneToSix(int credibility, bool isAllowed)
    {
        if (isAllowed)
            Assert.Equal(credibility, Recorded(Good with { Credibility = credibility }).Content.Credibility);
        else
            IsRefused(Good with { Credibility = credibility }, "credibility");
    }

    [Fact]
    public void Stances_TakeOneSideOfEachClaim()
    {
        IsRefused(Good with { Stances = [new ClaimStance(1, Stance.Supports), new ClaimStance(1, Stance.Disputes)] }, "stances");
        IsRefused(Good with { Stances = [.. Enumerable.Range(1, 51).Select(i => new ClaimStance(i, Stance.Context))] }, "stances");
    }

    [Fact]
    public void DerivedFrom_NamesEachSourceOnce()
    {
        IsRefused(Good with { DerivedFrom = [3, 3] }, "derivedFrom");
        IsRefused(Good with { DerivedFrom = [.. Enumerable.Range(1, 51)] }, "derivedFrom");
    }
}
