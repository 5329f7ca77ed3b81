using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Evidence;

/// <summary>Whether a piece of evidence still counts.</summary>
public enum EvidenceStatus
{
    /// <summary>It counts.</summary>
    Current,

    /// <summary>Other evidence takes its place: a corrected article, a later edition.</summary>
    Superseded,

    /// <summary>It should not have been taken for evidence, or its publisher took it back.</summary>
    Withdrawn,
}

/// <summary>What a piece of evidence was from one change to the next.</summary>
/// <param name="Status">Whether it counted.</param>
/// <param name="Content">What was on record of it.</param>
/// <param name="By">Who put it so.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; internal text, or null for the first.</param>
public sealed record EvidenceVersion(EvidenceStatus Status, EvidenceContent Content, Owner By, DateTimeOffset At, string? Reason);

/// <summary>One piece of evidence about a tool. It is kept for ever, with all that it ever was.</summary>
public sealed class EvidenceRecord
{
    /// <summary>The most versions of one piece of evidence.</summary>
    public const int MaxVersions = 200;

    private EvidenceRecord()
    {
        Tool = null!;
        Content = null!;
        RecordedBy = null!;
        History = null!;
    }

    /// <summary>Records evidence.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="tool">The slug of the tool that it is about.</param>
    /// <param name="content">What is on record of it.</param>
    /// <param name="grounds">What is on record of the tool, as far as the content names it.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DomainException"><c>evidence.invalid</c>, <c>evidence.unknown</c>, <c>claim.unknown</c></exception>
    public EvidenceRecord(int number, string tool, EvidenceContent content, Grounds grounds, Owner by, DateTimeOffset at)
    {
        (Number, Tool, RecordedBy, RecordedAt) = (number, tool, by, at);
        History = [];
        content.Check();
        RequireKnown(content, grounds);
        Put(EvidenceStatus.Current, content, reason: null, by, at);
    }

    /// <summary>The number; written <c>EV-9</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The slug of the tool that it is about.</summary>
    public string Tool { get; private set; }

    /// <summary>Whether it counts.</summary>
    public EvidenceStatus Status { get; private set; }

    /// <summary>The number of the evidence that takes its place, or null.</summary>
    public int? SupersededBy { get; private set; }

    /// <summary>What is on record of it now.</summary>
    public EvidenceContent Content { get; private set; }

    /// <summary>All that it was, the first version first; the last one is what it is now.</summary>
    public IReadOnlyList<EvidenceVersion> History { get; private set; }

    /// <summary>Who recorded it.</summary>
    public Owner RecordedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Changes what is on record of it: a grade, a stance, what it derives from.</summary>
    /// <param name="content">All that is to be on record.</param>
    /// <param name="grounds">What is on record of the tool.</param>
    /// <param name="reason">Why; 1 to 2,000 characters.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DomainException"><c>evidence.invalid</c>, <c>evidence.unknown</c>, <c>claim.unknown</c>, <c>evidence.cycle</c>, <c>evidence.not-current</c>, <c>evidence.too-many-changes</c>, <c>reason.required</c></exception>
    public void Change(EvidenceContent content, Grounds grounds, string reason, Owner by, DateTimeOffset at)
    {
        RequireCurrent();
        content.Check();
        RequireKnown(content, grounds);
        Derivations.RefuseCycles(grounds.Evidence.Select(e => e.FactsFor(claim: 0)).Select(e => e.Number == Number ? e with { DerivedFrom = content.DerivedFrom } : e));
        Put(EvidenceStatus.Current, content, Reasons.Checked(reason), by, at);
    }

    /// <summary>Takes it back: it stays on record and counts no more.</summary>
    /// <exception cref="DomainException"><c>evidence.not-current</c>, <c>evidence.too-many-changes</c>, <c>reason.required</c></exception>
    public void Withdraw(string reason, Owner by, DateTimeOffset at)
    {
        RequireCurrent();
        Put(EvidenceStatus.Withdrawn, Content, Reasons.Checked(reason), by, at);
    }

    /// <summary>Puts other evidence in its place: it stays on record and counts no more.</summary>
    /// <exception cref="DomainException"><c>evidence.not-current</c>, <c>evidence.supersedes-itself</c>, <c>evidence.unknown</c>, <c>evidence.too-many-changes</c>, <c>reason.required</c></exception>
    public void Supersede(EvidenceRecord successor, string reason, Owner by, DateTimeOffset at)
    {
        RequireCurrent();
        if (successor.Number == Number)
            throw DomainException.Conflict("evidence.supersedes-itself", "Evidence can't take its own place: name the record that does.", "supersededBy");
        // A successor that counts no more could lead round in a ring, or to nothing that counts.
        if (successor.Tool != Tool || successor.Status != EvidenceStatus.Current)
            throw DomainException.Conflict("evidence.unknown", "Name evidence about the same tool that is neither withdrawn nor superseded.", "supersededBy");
        Put(EvidenceStatus.Superseded, Content, Reasons.Checked(reason), by, at);
        SupersededBy = successor.Number;
    }

    /// <summary>Takes note of the copy that was read: evidence without a hash takes over that of the copy. With the same hash on record nothing changes.</summary>
    /// <param name="sha256">SHA-256 of the copy, 64 lower-case hex digits.</param>
    /// <param name="by">Who stores the copy.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DomainException"><c>evidence.copy-differs</c>, <c>evidence.invalid</c>, <c>evidence.not-current</c>, <c>evidence.too-many-changes</c></exception>
    public void Retrieved(string sha256, Owner by, DateTimeOffset at)
    {
        if (Content.Sha256 == sha256)
            return;
        if (Content.Sha256 is { } known)
            throw DomainException.Conflict("evidence.copy-differs", $"The copy has the SHA-256 {sha256}; on record is {known}. Send the bytes that were read, or record what you read as evidence of its own.");
        RequireCurrent();
        var content = Content with { Sha256 = sha256 };
        content.Check();
        Put(Status, content, "The hash is that of the copy that was stored.", by, at);
    }

    /// <summary>What counts of it when a claim is graded.</summary>
    public EvidenceFacts FactsFor(int claim) => new(
        Number,
        Content.Kind,
        Content.Publisher,
        Content.Reliability,
        Content.Credibility,
        Content.StanceOn(claim),
        Content.DerivedFrom,
        Status == EvidenceStatus.Withdrawn,
        SupersededBy);

    [MemberNotNull(nameof(Content))]
    private void Put(EvidenceStatus status, EvidenceContent content, string? reason, Owner by, DateTimeOffset at)
    {
        if (History.Count >= MaxVersions)
            throw DomainException.Conflict("evidence.too-many-changes", $"Evidence is changed at most {MaxVersions - 1} times: withdraw it, and record it anew.");
        (Status, Content) = (status, content);
        History = [.. History, new EvidenceVersion(status, content, by, at, reason)];
    }

    private void RequireCurrent()
    {
        if (Status != EvidenceStatus.Current)
            throw DomainException.Conflict("evidence.not-current", $"This evidence is {Status} and stays as it is: record new evidence instead.");
    }

    private void RequireKnown(EvidenceContent content, Grounds grounds)
    {
        if (content.Stances.Select(s => s.Claim).Except(grounds.Claims.Select(c => c.Number)).Any())
            throw DomainException.Conflict("claim.unknown", "A stance names a claim that is not on record for this tool.", "stances");
        if (content.DerivedFrom.Except(grounds.Evidence.Select(e => e.Number).Where(n => n != Number)).Any())
            throw DomainException.Conflict("evidence.unknown", "derivedFrom names evidence that is not on record for this tool, or itself: record the source first.", "derivedFrom");
    }
}
