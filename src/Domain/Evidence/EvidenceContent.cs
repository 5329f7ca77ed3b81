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

    /// <summary>Numbers of the evidence that it derives from. Of the same tool, and without a cycle.</summary>
    public IReadOnlyList<int> DerivedFrom { get; init; } = [];

    /// <summary>Its stance on a claim, or null when it says nothing of it.</summary>
    public Stance? StanceOn(int claim) => Stances.FirstOrDefault(s => s.Claim == claim)?.Stance;

    /// <exception cref="DomainException"><c>evidence.invalid</c>, with the member at fault.</exception>
    internal void Check()
    {
        Require(Texts.IsLine(Title, 500), "title", "A title is one line of 1 to 500 characters.");
        Require(Texts.IsLine(Publisher, 200), "publisher", "A publisher is one line of 1 to 200 characters.");
        Require(Url is null || IsWebAddress(Url), "url", "A url is an absolute http or https address of at most 2,000 characters.");
        Require(Sha256 is null || Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigitLower), "sha256", "A sha256 is 64 lower-case hexadecimal digits.");
        Require(Credibility is >= 1 and <= 6, "credibility", "Credibility is 1 to 6.");
        Require(Stances.Count <= 50 && Stances.DistinctBy(s => s.Claim).Count() == Stances.Count, "stances", "At most 50 stances, one a claim.");
        Require(DerivedFrom.Count <= 50 && DerivedFrom.Distinct().Count() == DerivedFrom.Count, "derivedFrom", "At most 50 sources, each once.");
    }

    private static bool IsWebAddress(string text) =>
        Texts.IsLine(text, 2_000) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("evidence.invalid", message, field);
    }
}
