using System.Globalization;
using ToolRegistry.Domain;

namespace ToolRegistry.Exports;

/// <summary>Whether a channel takes what a target would say.</summary>
/// <param name="Counts">How many rules come out how faithfully.</param>
/// <param name="Refusal">
/// Why the channel does not take it: <c>export.broader</c>, <c>export.narrower</c> or <c>export.too-large</c>; null: it does, though
/// the file may still turn out to have too many bytes.
/// </param>
public sealed record ExportAcceptance(IReadOnlyDictionary<Fidelity, int> Counts, DomainException? Refusal)
{
    private const int MaxNamed = 10;

    /// <summary>How faithfully each rule that the channel delivers to the target comes out, by number.</summary>
    public static IEnumerable<(ExportRule Rule, Finding Finding)> Judge(IExportTarget target, Export export) =>
        (target.Info.KnowsDates ? export.RestrictionsFromNow : export.Restrictions)
        .Concat(target.Info.CanDenyUnknown ? export.Permissions.Where(r => !r.Restricts) : [])
        .Select(rule => (rule, target.Judge(export, rule)));

    /// <summary>Judges an export as a whole.</summary>
    public static ExportAcceptance Of(IExportTarget target, Export export)
    {
        var counts = Enum.GetValues<Fidelity>().ToDictionary(f => f, _ => 0);
        var (broader, narrower, rules) = (new List<string>(), new List<string>(), 0L);
        foreach (var (rule, finding) in Judge(target, export))
        {
            counts[finding.Fidelity]++;
            rules += target.Info.MaxRules is null ? 0 : target.CountOf(rule);
            if (finding.Fidelity == Fidelity.Broader && broader.Count < MaxNamed)
                broader.Add(rule.Number);
            if (finding.Fidelity == Fidelity.Narrower && narrower.Count < MaxNamed)
                narrower.Add(rule.Number);
        }

        return new ExportAcceptance(counts, RefusalOf(target.Info, export, counts, Named(broader, counts[Fidelity.Broader]), Named(narrower, counts[Fidelity.Narrower]), rules));
    }

    /// <summary>Refuses an export that the channel does not take.</summary>
    /// <exception cref="DomainException"><c>export.broader</c>, <c>export.narrower</c>, <c>export.too-large</c></exception>
    public static void Require(IExportTarget target, Export export)
    {
        if (Of(target, export).Refusal is { } refusal)
            throw refusal;
    }

    private static DomainException? RefusalOf(TargetInfo target, Export export, Dictionary<Fidelity, int> counts, string broader, string narrower, long rules)
    {
        if (counts[Fidelity.Narrower] > 0 && !export.Terms.AcceptsNarrower)
            return DomainException.Conflict("export.narrower", $"{target.Title} would say less than was decided by {narrower}. GET …/fidelity says why and what would mend it; or let the channel accept what is narrower.");
        if (counts[Fidelity.Broader] > 0 && !export.Terms.AcceptsBroader)
            return DomainException.Conflict("export.broader", $"{target.Title} would restrict more than was decided by {broader}. GET …/fidelity says why and what would mend it; or let the channel accept what is broader.");
        return rules > target.MaxRules
            ? DomainException.Conflict("export.too-large", string.Create(CultureInfo.InvariantCulture, $"The file may have up to {rules} rules, and {target.Title} takes at most {target.MaxRules}: narrow the channel's scope."))
            : null;
    }

    private static string Named(List<string> first, int count) =>
        count == first.Count ? string.Join(", ", first) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", first)} and {count - first.Count} more");
}
