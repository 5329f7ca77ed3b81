using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Domain.Reports;

/// <summary>A tool as it is on record.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Details">What is on record of it.</param>
public sealed record InventoryTool(string Slug, ToolDetails Details);

/// <summary>A tool in the software inventory (CIS Safeguard 2.1) at an instant, and how it stands in each measure.</summary>
public sealed record InventoryRow
{
    /// <summary>The tool.</summary>
    public required InventoryTool Tool { get; init; }

    /// <summary>
    /// What a check of the tool's slug says at the instant to an asker who states nothing: no version, group, environment
    /// or region. Where that is <see cref="Outcome.Unknown"/> though decisions permit the tool to some askers or in some
    /// versions, the strictest of what they say.
    /// </summary>
    public required Outcome AuthorizationStatus { get; init; }

    /// <summary>The numbers of the decisions that say so, ascending.</summary>
    public required IReadOnlyList<int> Decisions { get; init; }

    /// <summary>
    /// The numbers of the decisions by which the tool is authorized, ascending: they are in force and say Approved or
    /// Constrained at the instant, and no decision that restricts reaches all their versions and askers.
    /// An exception authorizes nothing: it lets somebody use what is not authorized.
    /// </summary>
    public required IReadOnlyList<int> Permits { get; init; }

    /// <summary>Of <see cref="Permits"/>, those whose revision in force was decided more than six months ago.</summary>
    public required IReadOnlyList<int> ReassessmentOverdue { get; init; }

    /// <summary>The numbers of the exceptions that hold at the instant to a decision that restricts at it, ascending.</summary>
    public required IReadOnlyList<int> Exceptions { get; init; }

    /// <summary>Whether the publisher supports it: false also from the day after the end of support; null: not known.</summary>
    public required bool? IsSupported { get; init; }

    /// <summary>The beginning of the earliest Banned phase that is not over, of the decisions in force that hold every version; or null.</summary>
    public required DateTimeOffset? DecommissionAt { get; init; }

    /// <summary>Whether the record was verified within six months.</summary>
    public required bool InventoryVerified { get; init; }

    /// <summary>Whether the record was verified within four weeks; null when the tool is not authorized.</summary>
    public required bool? SupportReviewed { get; init; }

    /// <summary>Whether the tool is authorized.</summary>
    public bool IsAuthorized => Permits.Count > 0;

    /// <summary>Whether the unsupported tool is unauthorized or runs under an exception; null when it is not unsupported.</summary>
    public bool? UnsupportedAddressed =>
        IsSupported == false ? Exceptions.Count > 0 || AuthorizationStatus == Outcome.Banned && !IsAuthorized : null;

    /// <summary>Whether everything that authorizes the tool was decided within six months; null when the tool is not authorized.</summary>
    public bool? AllowlistReassessed => IsAuthorized ? ReassessmentOverdue.Count == 0 : null;
}
