using System.Diagnostics.CodeAnalysis;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Evidence;

/// <summary>How a claim stands (CSAF; "disputed" as CVE uses it).</summary>
public enum ClaimStatus
{
    /// <summary>Nobody has checked it.</summary>
    Unverified,

    /// <summary>It holds.</summary>
    Confirmed,

    /// <summary>It is contested.</summary>
    Disputed,

    /// <summary>It does not hold.</summary>
    Refuted,

    /// <summary>It held and no longer does.</summary>
    Fixed,
}

/// <summary>What a claim was from one change to the next.</summary>
/// <param name="Range">The versions of which it was said.</param>
/// <param name="Status">How it stood.</param>
/// <param name="Statement">What was said; internal text.</param>
/// <param name="By">Who put it so.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; internal text, or null for the first.</param>
public sealed record ClaimVersion(VersionRange Range, ClaimStatus Status, string Statement, Owner By, DateTimeOffset At, string? Reason);

/// <summary>One statement about a tool in some versions, graded on its own. It is kept with all that it ever was.</summary>
public sealed class Claim
{
    /// <summary>The most versions of one claim.</summary>
    public const int MaxVersions = 200;

    private Claim()
    {
        Tool = null!;
        Range = null!;
        Statement = null!;
        CreatedBy = null!;
        History = null!;
    }

    /// <summary>Records a claim.</summary>
    /// <exception cref="DomainException"><c>claim.invalid</c></exception>
    public Claim(int number, string tool, VersionRange range, ClaimStatus status, string statement, Owner by, DateTimeOffset at)
    {
        (Number, Tool, CreatedBy, CreatedAt) = (number, tool, by, at);
        History = [];
        Put(new ClaimVersion(range, status, statement, by, at, Reason: null));
    }

    /// <summary>The number; written <c>CL-1</c>.</summary>
    public int Number { get; private set; }

    /// <summary>The tool's slug.</summary>
    public string Tool { get; private set; }

    /// <summary>The versions of which it is said.</summary>
    public VersionRange Range { get; private set; }

    /// <summary>How it stands.</summary>
    public ClaimStatus Status { get; private set; }

    /// <summary>What is said; internal text.</summary>
    public string Statement { get; private set; }

    /// <summary>All that it was, the first version first; the last one is what it is now.</summary>
    public IReadOnlyList<ClaimVersion> History { get; private set; }

    /// <summary>Who put it on record.</summary>
    public Owner CreatedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Changes how it stands, of which versions it is said, or what it says.</summary>
    /// <exception cref="DomainException"><c>claim.invalid</c>, <c>claim.unchanged</c>, <c>claim.too-many-changes</c>, <c>reason.required</c></exception>
    public void Change(VersionRange range, ClaimStatus status, string statement, string reason, Owner by, DateTimeOffset at)
    {
        if (range.Equals(Range) && status == Status && statement == Statement)
            throw DomainException.Conflict("claim.unchanged", "Range, status and statement are what they were: change one of them, or leave the claim as it is.");
        Put(new ClaimVersion(range, status, statement, by, at, Reasons.Checked(reason)));
    }

    [MemberNotNull(nameof(Range), nameof(Statement))]
    private void Put(ClaimVersion version)
    {
        if (!Texts.IsParagraphs(version.Statement, 2_000))
            throw DomainException.Invalid("claim.invalid", "A claim's statement is 1 to 2,000 characters.", "statement");
        if (History.Count >= MaxVersions)
            throw DomainException.Conflict("claim.too-many-changes", $"A claim is changed at most {MaxVersions - 1} times: record a new one.");
        (Range, Status, Statement) = (version.Range, version.Status, version.Statement);
        History = [.. History, version];
    }
}
