using System.Globalization;
using ToolRegistry.Domain;

namespace ToolRegistry.Exports;

/// <summary>Whether a channel takes what a target would say.</summary>
public static class ExportAcceptance
{
    private const int MaxNamed = 10;

    /// <summary>How faithfully each rule that the channel delivers to the target comes out, by number.</summary>
    public static IEnumerable<(ExportRule Rule, Finding Finding)> Judge(IExportTarget target, Export export) =>
        (target.Info.KnowsDates ? export.RestrictionsFromNow : export.Restrictions)
        .Concat(target.Info.CanDenyUnknown ? export.Permissions.Where(r => !r.Restricts) : [])
        .Select(rule => (rule, target.Judge(export, rule)));

    /// <summary>Refuses an export that the channel does not take.</summary>
    /// <exception cref="DomainException"><c>export.broader</c>, <c>export.narrower</c>, <c>export.too-large</c></exception>
    public static void Require(IExportTarget target, Export export)
    {
        var (broader, narrower, count) = (new List<string>(), new List<string>(), 0);
        foreach (var (rule, finding) in Judge(target, export))
        {
            count++;
            if (finding.Fidelity == Fidelity.Broader && !export.Terms.AcceptsBroader)
                broader.Add(rule.Number);
            if (finding.Fidelity == Fidelity.Narrower && !export.Terms.AcceptsNarrower)
                narrower.Add(rule.Number);
        }

        if (narrower.Count > 0)
            throw DomainException.Conflict("export.narrower", $"{target.Info.Title} would say less than was decided by {Named(narrower)}. GET …/fidelity says why and what would mend it; or let the channel accept what is narrower.");
        if (broader.Count > 0)
            throw DomainException.Conflict("export.broader", $"{target.Info.Title} would restrict more than was decided by {Named(broader)}. GET …/fidelity says why and what would mend it; or let the channel accept what is broader.");
        if (count > target.Info.MaxRules)
            throw DomainException.Conflict("export.too-large", string.Create(CultureInfo.InvariantCulture, $"The file would have {count} rules, and {target.Info.Title} takes at most {target.Info.MaxRules}: narrow the channel's scope."));
    }

    private static string Named(List<string> numbers) =>
        numbers.Count <= MaxNamed ? string.Join(", ", numbers) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", numbers.Take(MaxNamed))} and {numbers.Count - MaxNamed} more");
}
