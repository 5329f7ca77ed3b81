namespace ToolRegistry.Client;

/// <summary>The software inventory with the measures of CIS Control 2.</summary>
/// <param name="At">The instant for which it is made: now.</param>
/// <param name="Revision">The policy revision that was read.</param>
/// <param name="Measures">The measures, in the order of the safeguards.</param>
/// <param name="Tools">The tools, by slug.</param>
public sealed record Cis2ReportView(DateTimeOffset At, long Revision, IReadOnlyList<MeasureView> Measures, IReadOnlyList<InventoryRowView> Tools);

/// <summary>How the inventory stands in a measure.</summary>
/// <param name="Id">The measure's name, which is that of the member and of the CSV column that says how a tool stands in it.</param>
/// <param name="Title">What is measured.</param>
/// <param name="Safeguards">The safeguards of CIS Controls v8.1 that ask for it.</param>
/// <param name="Controls">The controls of NIST SP 800-53 revision 5 that ask for it.</param>
/// <param name="Numerator">How many tools pass.</param>
/// <param name="Denominator">How many tools are measured.</param>
/// <param name="Score">Numerator by denominator, 0 to 1; higher is always better. Null when no tool is measured.</param>
/// <param name="Failures">All tools that fail.</param>
public sealed record MeasureView(string Id, string Title, IReadOnlyList<string> Safeguards, IReadOnlyList<string> Controls, int Numerator, int Denominator, double? Score, IReadOnlyList<MeasureFailureView> Failures);

/// <summary>A tool that fails a measure.</summary>
/// <param name="Tool">Its slug.</param>
/// <param name="Decisions">The decisions to reassess, such as <c>TR-42</c>; empty where it is the tool's record that fails.</param>
public sealed record MeasureFailureView(string Tool, IReadOnlyList<string> Decisions);

/// <summary>A tool in the software inventory.</summary>
public sealed record InventoryRowView
{
    /// <summary>Its slug.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Publisher { get; init; }

    /// <summary>What it is used for.</summary>
    public required string? BusinessPurpose { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string? Owner { get; init; }

    /// <summary>
    /// What a check of the slug says to an asker who states nothing: <c>Unknown</c>, <c>Approved</c>, <c>Constrained</c>,
    /// <c>HighRisk</c>, <c>Banned</c> or <c>DependsOnVersion</c>. Where that is <c>Unknown</c> though decisions permit the tool
    /// to some askers or in some versions, the strictest of what they say.
    /// </summary>
    public required string AuthorizationStatus { get; init; }

    /// <summary>The decisions that say so, such as <c>TR-42</c>.</summary>
    public required IReadOnlyList<string> Decisions { get; init; }

    /// <summary>Whether it is authorized: a decision in force permits it, for some askers or versions at least, and none overrules all of that.</summary>
    public required bool Authorized { get; init; }

    /// <summary>The exceptions under which somebody may use it, such as <c>EX-3</c>.</summary>
    public required IReadOnlyList<string> Exceptions { get; init; }

    /// <summary>Whether its publisher supports it: false also from the day after the end of support; null: not known.</summary>
    public required bool? Supported { get; init; }

    /// <summary>The last day of support.</summary>
    public required DateOnly? EndOfSupport { get; init; }

    /// <summary>From when every version is banned; null: never, as things stand.</summary>
    public required DateTimeOffset? DecommissionAt { get; init; }

    /// <summary>When its record was last checked.</summary>
    public required DateOnly? LastVerifiedAt { get; init; }

    /// <summary>Whether its record was verified within six months.</summary>
    public required bool InventoryVerified { get; init; }

    /// <summary>Whether its record was verified within four weeks; null when it is not authorized.</summary>
    public required bool? SupportReviewed { get; init; }

    /// <summary>Whether it is banned or runs under an exception; null when it is not unsupported.</summary>
    public required bool? UnsupportedAddressed { get; init; }

    /// <summary>Whether all that authorizes it was decided within six months; null when it is not authorized.</summary>
    public required bool? AllowlistReassessed { get; init; }
}
