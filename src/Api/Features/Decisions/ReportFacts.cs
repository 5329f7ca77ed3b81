using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>When and from what a report was made.</summary>
/// <param name="At">When.</param>
/// <param name="Zone">The time zone in which it writes instants.</param>
/// <param name="Organization">Whose register it is; may be empty.</param>
/// <param name="Service">The service and its version.</param>
/// <param name="PolicyRevision">The policy revision.</param>
/// <param name="AuditSeq">The number of the audit log's last entry.</param>
/// <param name="AuditHash">That entry's hash.</param>
internal sealed record ReportSource(DateTimeOffset At, TimeZoneInfo Zone, string Organization, string Service, long PolicyRevision, long AuditSeq, string AuditHash);

/// <summary>An alternative with what is on record of its tool.</summary>
internal sealed record ReportAlternative(string Slug, string Name, string Publisher, bool IsOwnProduct, string? Note);

/// <summary>All that the report on a decision is made of.</summary>
internal sealed record ReportFacts
{
    public required ReportSource Source { get; init; }

    public required Decision Decision { get; init; }

    /// <summary>The revision that the report is about: the one in force, else the latest that its readers may see.</summary>
    public required DecisionRevision Shown { get; init; }

    public required ToolDetails Tool { get; init; }

    public required IReadOnlyList<ReportAlternative> Alternatives { get; init; }

    public required Grounds Grounds { get; init; }

    public RiskAssessment? Assessment { get; init; }

    public IReadOnlyList<ExceptionRecord> Exceptions { get; init; } = [];

    /// <summary>What changed since approval, the oldest first.</summary>
    public IReadOnlyList<DecisionChange> Changes { get; init; } = [];

    public string Name => Numbers.Format(Numbers.Decision, Decision.Number);

    public bool IsInForce => Shown.State == ReviewState.Approved;

    /// <summary>The revision whose approval graded the evidence last, or null.</summary>
    public DecisionRevision? Graded => Decision.Revisions.LastOrDefault(r => r.Support is not null && r.Number <= Shown.Number);

    /// <summary>How far the evidence carries it now.</summary>
    public Support Support => Grounds.SupportOf(Shown.Terms.Claims);

    /// <summary>Fixed at approval; before that, what approval now would make it.</summary>
    public bool IsProvisional => Shown.IsPending ? Shown.Terms.IsProvisional(Support) : Shown.IsProvisional;

    /// <summary>An instant to the minute, with seconds where there are any, in the organization's time zone.</summary>
    public string Instant(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Source.Zone);
        return local.ToString(local.Second == 0 ? "yyyy-MM-dd HH:mm zzz" : "yyyy-MM-dd HH:mm:ss zzz");
    }
}
