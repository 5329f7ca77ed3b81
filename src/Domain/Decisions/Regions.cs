namespace ToolRegistry.Domain.Decisions;

/// <summary>How regions lie in one another: a subdivision in its country (ISO 3166-2), a member state in <c>EU</c>.</summary>
internal static class Regions
{
    private const string Union = "EU";

    // The member states, 2020 to date.
    private static readonly HashSet<string> MemberStates = new(StringComparer.Ordinal)
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    };

    /// <summary>Inside when all of the stated region lies in the bound, unstated when only a part of it may.</summary>
    public static Admission Admits(string bound, string stated) =>
        LiesIn(stated, bound) ? Admission.Inside
        : LiesIn(bound, stated) ? Admission.Unstated
        : Admission.Outside;

    private static bool LiesIn(string region, string outer) =>
        region == outer
        || region.StartsWith(outer + "-", StringComparison.Ordinal)
        || outer == Union && MemberStates.Contains(region[..2]);
}
