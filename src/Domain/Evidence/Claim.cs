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

/// <summary>One statement about a tool in some versions, graded on its own.</summary>
public sealed class Claim
{
    private Claim()
    {
        Tool = null!;
        Range = null!;
        Statement = null!;
        CreatedBy = null!;
    }

    /// <summary>Records a claim.</summary>
    /// <exception cref="DomainException"><c>claim.invalid</c></exception>
    public Claim(int number, string tool, VersionRange range, ClaimStatus status, string statement, Owner by, DateTimeOffset at)
    {
        if (!Texts.IsParagraphs(statement, 2_000))
            throw DomainException.Invalid("claim.invalid", "A claim's statement is 1 to 2,000 characters.", "statement");
        Number = number;
        Tool = tool;
        Range = range;
        Status = status;
        Statement = statement;
        CreatedBy = by;
        CreatedAt = at;
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

    /// <summary>Who put it on record.</summary>
    public Owner CreatedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private set; }
}
