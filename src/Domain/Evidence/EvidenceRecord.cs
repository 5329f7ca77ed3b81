namespace ToolRegistry.Domain.Evidence;

/// <summary>What a piece of evidence is: OSV's reference types, and what the register adds.</summary>
public enum EvidenceKind
{
    /// <summary>A published security advisory.</summary>
    Advisory,

    /// <summary>An article or a post.</summary>
    Article,

    /// <summary>A tool, script or rule that detects it.</summary>
    Detection,

    /// <summary>A discussion.</summary>
    Discussion,

    /// <summary>A report, typically of a bug or an analysis.</summary>
    Report,

    /// <summary>A fix.</summary>
    Fix,

    /// <summary>The change that introduced it.</summary>
    Introduced,

    /// <summary>A package's home.</summary>
    Package,

    /// <summary>A demonstration of the claim's truth.</summary>
    Evidence,

    /// <summary>A web page of some other kind.</summary>
    Web,

    /// <summary>An independent audit.</summary>
    Audit,

    /// <summary>What the vendor says.</summary>
    VendorStatement,

    /// <summary>A test by the organization itself.</summary>
    InternalTest,

    /// <summary>A source that is not published, such as an unnamed person.</summary>
    Unpublished,
}

/// <summary>Reliability of the source (Admiralty code): A completely reliable … E unreliable, F cannot be judged.</summary>
public enum Reliability
{
    /// <summary>Completely reliable.</summary>
    A,

    /// <summary>Usually reliable.</summary>
    B,

    /// <summary>Fairly reliable.</summary>
    C,

    /// <summary>Not usually reliable.</summary>
    D,

    /// <summary>Unreliable.</summary>
    E,

    /// <summary>Cannot be judged.</summary>
    F,
}

/// <summary>How a piece of evidence stands to a claim.</summary>
public enum Stance
{
    /// <summary>It supports the claim.</summary>
    Supports,

    /// <summary>It disputes the claim.</summary>
    Disputes,

    /// <summary>It gives context and takes no side.</summary>
    Context,
}

/// <summary>A piece of evidence's stance on one claim.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="Stance">The stance.</param>
public sealed record ClaimStance(int Claim, Stance Stance);

/// <summary>What is on record of one source: where it is, who published it, what was read, and what it derives from.</summary>
public sealed record EvidenceContent
{
    /// <summary>What it is.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>Its title; 1 to 500 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Who published it; 1 to 200 characters.</summary>
    public required string Publisher { get; init; }

    /// <summary>Where it was read (http or https, at most 2,000 characters), or null.</summary>
    public string? Url { get; init; }

    /// <summary>When it was published, or null.</summary>
    public DateOnly? PublishedAt { get; init; }

    /// <summary>When it was read, or null.</summary>
    public DateOnly? RetrievedAt { get; init; }

    /// <summary>SHA-256 of the copy that was read, 64 lower-case hex digits, or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Reliability of the source.</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>Credibility of the information (Admiralty code): 1 confirmed … 5 improbable, 6 cannot be judged.</summary>
    public required int Credibility { get; init; }

    /// <summary>Its stance on claims of the same tool, each claim once.</summary>
    public IReadOnlyList<ClaimStance> Stances { get; init; } = [];

    /// <summary>Numbers of the evidence that it derives from. They are on record already, so no cycle can arise.</summary>
    public IReadOnlyList<int> DerivedFrom { get; init; } = [];
}

/// <summary>One piece of evidence about a tool. Never changed once recorded.</summary>
public sealed class EvidenceRecord
{
    private EvidenceRecord()
    {
        Tool = null!;
        Content = null!;
        RecordedBy = null!;
    }

    /// <summary>Records evidence.</summary>
    /// <exception cref="DomainException"><c>evidence.invalid</c></exception>
    public EvidenceRecord(int number, string tool, EvidenceContent content, Owner by, DateTimeOffset at)
    {
        Require(Texts.IsLine(content.Title, 500), "title", "A title is one line of 1 to 500 characters.");
        Require(Texts.IsLine(content.Publisher, 200), "publisher", "A publisher is one line of 1 to 200 characters.");
        Require(content.Url is null || IsWebAddress(content.Url), "url", "A url is an absolute http or https address of at most 2,000 characters.");
        Require(content.Sha256 is null || content.Sha256.Length == 64 && content.Sha256.All(char.IsAsciiHexDigitLower), "sha256", "A sha256 is 64 lower-case hexadecimal digits.");
        Require(content.Credibility is >= 1 and <= 6, "credibility", "Credibility is 1 to 6.");
        Require(content.Stances.Count <= 50 && content.Stances.DistinctBy(s => s.Claim).Count() == content.Stances.Count, "stances", "At most 50 stances, one a claim.");
        Require(content.DerivedFrom.Count <= 50 && content.DerivedFrom.Distinct().Count() == content.DerivedFrom.Count, "derivedFrom", "At most 50 sources, each once.");
        Number = number;
        Tool = tool;
        Content = content;
        RecordedBy = by;
        RecordedAt = at;
    }

    /// <summary>The number; written <c>EV-9</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The slug of the tool that it is about.</summary>
    public string Tool { get; private set; }

    /// <summary>What is on record.</summary>
    public EvidenceContent Content { get; private set; }

    /// <summary>Who recorded it.</summary>
    public Owner RecordedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    private static bool IsWebAddress(string text) =>
        Texts.IsLine(text, 2_000) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("evidence.invalid", message, field);
    }
}
