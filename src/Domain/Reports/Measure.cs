namespace ToolRegistry.Domain.Reports;

/// <summary>
/// A measure of CIS Control 2. The CIS Controls Assessment Specification dates an inventory as a whole; here each record
/// has a date of its own, and a measure says how many of them keep the time. Its score is 1 exactly when all do, which is
/// when the specification's own test passes. A higher score is always better.
/// </summary>
/// <param name="Id">Its stable name.</param>
/// <param name="Title">What is measured.</param>
/// <param name="Safeguards">The safeguards of CIS Controls v8.1 that ask for it.</param>
/// <param name="Controls">The controls of NIST SP 800-53 revision 5 that ask for it.</param>
/// <param name="Standing">Whether a tool passes; null when it is not measured.</param>
public sealed record Measure(string Id, string Title, IReadOnlyList<string> Safeguards, IReadOnlyList<string> Controls, Func<InventoryRow, bool?> Standing)
{
    /// <summary>Of all tools, those whose record was verified within six months (specification 2.1, M4).</summary>
    public static readonly Measure InventoryVerified =
        new("inventoryVerified", "Tools whose record was verified within six months", ["2.1"], ["CM-8"], r => r.InventoryVerified);

    /// <summary>
    /// Of the authorized tools, those whose record, and so whether they are supported, was verified within 28 days
    /// (specification 2.2, M7). The four weeks of 2.3 are others: in them software that a scan of assets found must be
    /// gone, and the register scans no assets.
    /// </summary>
    public static readonly Measure SupportReviewed =
        new("supportReviewed", "Authorized tools whose record and support were verified within four weeks", ["2.2"], ["CM-7(5)", "SA-22"], r => r.SupportReviewed);

    /// <summary>Of the unsupported tools, those that are unauthorized or run under an exception (specification 2.2, M5 and M6).</summary>
    public static readonly Measure UnsupportedAddressed =
        new("unsupportedAddressed", "Unsupported tools that are banned or run under an exception", ["2.2", "2.3"], ["SA-22", "CM-11"], r => r.UnsupportedAddressed);

    /// <summary>Of the authorized tools, those whose every permitting decision was decided within six months (specification 2.5, M6).</summary>
    public static readonly Measure AllowlistReassessed =
        new("allowlistReassessed", "Authorized tools whose authorization was decided within six months", ["2.5"], ["CM-7(5)", "CM-11"], r => r.AllowlistReassessed);

    /// <summary>All measures, in the order of the safeguards.</summary>
    public static readonly IReadOnlyList<Measure> All = [InventoryVerified, SupportReviewed, UnsupportedAddressed, AllowlistReassessed];

    /// <summary>Measures an inventory.</summary>
    public MeasureResult Of(IEnumerable<InventoryRow> rows)
    {
        var measured = rows.Select(row => (Row: row, Passes: Standing(row))).Where(m => m.Passes is not null).ToList();
        return new MeasureResult(
            this,
            measured.Count(m => m.Passes == true),
            measured.Count,
            [.. measured.Where(m => m.Passes == false).Select(m => new MeasureFailure(m.Row.Tool.Slug, this == AllowlistReassessed ? m.Row.ReassessmentOverdue : []))]);
    }
}

/// <summary>How an inventory stands in a measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Numerator">How many tools pass.</param>
/// <param name="Denominator">How many tools are measured.</param>
/// <param name="Failures">The tools that fail, in the order of the rows.</param>
public sealed record MeasureResult(Measure Measure, int Numerator, int Denominator, IReadOnlyList<MeasureFailure> Failures)
{
    /// <summary>From 0 to 1; null when no tool is measured.</summary>
    public double? Score => Denominator == 0 ? null : (double)Numerator / Denominator;
}

/// <summary>A tool that fails a measure.</summary>
/// <param name="Tool">Its slug.</param>
/// <param name="Decisions">The numbers of the decisions to reassess; empty where it is the tool's record that fails.</param>
public sealed record MeasureFailure(string Tool, IReadOnlyList<int> Decisions);
