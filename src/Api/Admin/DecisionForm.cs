using ToolRegistry.Api.Pages;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>A decision as it is entered: texts as they are typed, one thing a line where there may be several.</summary>
internal sealed class DecisionForm
{
    public string Tool { get; set; } = "";

    public string Ranges { get; set; } = "";

    public string Groups { get; set; } = "";

    public string Regions { get; set; } = "";

    public HashSet<string> Environments { get; } = new(StringComparer.Ordinal);

    public List<PhaseEntry> Phases { get; } = [];

    public string Alternatives { get; set; } = "";

    public string Constraints { get; set; } = "";

    public string Identifiers { get; set; } = "";

    public HashSet<string> Claims { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Evidence { get; } = new(StringComparer.Ordinal);

    public string Assessment { get; set; } = "";

    public string LiftWhen { get; set; } = "";

    public string PublicStatement { get; set; } = "";

    public string Rationale { get; set; } = "";

    public DateTimeOffset? ReviewBy { get; set; }

    /// <summary>What becomes of the decision's exceptions: whether one is kept, by its number.</summary>
    public Dictionary<string, bool> Exceptions { get; } = new(StringComparer.Ordinal);

    /// <summary>The form of a revision that is on record.</summary>
    public static DecisionForm Of(string tool, RevisionView revision)
    {
        var form = new DecisionForm
        {
            Tool = tool,
            Ranges = Joined(revision.Ranges),
            Groups = Entry.Joined(revision.Scope.Groups),
            Regions = Entry.Joined(revision.Scope.Regions),
            Alternatives = Joined(revision.Alternatives.Select(a => a.Note is null ? a.Tool : $"{a.Tool}: {a.Note}")),
            Constraints = Joined(revision.Constraints),
            Identifiers = Joined(revision.Identifiers),
            Assessment = revision.Assessment ?? "",
            LiftWhen = revision.LiftWhen ?? "",
            PublicStatement = revision.PublicStatement,
            Rationale = revision.Rationale ?? "",
            ReviewBy = revision.ReviewBy,
        };
        form.Environments.UnionWith(revision.Scope.Environments ?? []);
        form.Phases.AddRange(revision.Phases.Select(p => new PhaseEntry { From = p.From, Disposition = p.Disposition }));
        form.Claims.UnionWith(revision.Claims ?? []);
        form.Evidence.UnionWith(revision.Evidence ?? []);
        foreach (var choice in revision.Exceptions ?? [])
            form.Exceptions[choice.Exception] = choice.Keep;
        return form;
    }

    /// <summary>What is put forward.</summary>
    public NewDecisionBody ToNew() => Filled(new NewDecisionBody { Tool = Tool.Trim(), Ranges = [], Phases = [], PublicStatement = "" });

    /// <summary>What takes the place of the pending terms.</summary>
    public EditDecisionBody ToEdit() => Filled(new EditDecisionBody { Ranges = [], Phases = [], PublicStatement = "" }) with { Exceptions = [.. Exceptions.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new ExceptionChoiceBody(c.Key, c.Value))] };

    private T Filled<T>(T empty)
        where T : DecisionTermsBody => (T)((DecisionTermsBody)empty with
        {
            Ranges = Entry.Lines(Ranges),
            Scope = Scope,
            Phases = Entered,
            Alternatives = Named,
            Constraints = Entry.Lines(Constraints),
            Identifiers = Entry.Lines(Identifiers),
            Claims = [.. Claims.Order(StringComparer.Ordinal)],
            Evidence = [.. Evidence.Order(StringComparer.Ordinal)],
            Assessment = Entry.Given(Assessment),
            LiftWhen = Entry.Given(LiftWhen),
            PublicStatement = PublicStatement.Trim(),
            Rationale = Entry.Given(Rationale),
            ReviewBy = ReviewBy,
        });

    private ScopeBody Scope => new(Entry.Parts(Groups), [.. Environments.Order(StringComparer.Ordinal)], Entry.Parts(Regions));

    /// <summary>The phases that have a date.</summary>
    public IReadOnlyList<PhaseBody> Entered => [.. Phases.Where(p => p.From is not null).Select(p => new PhaseBody(p.From!.Value, p.Disposition))];

    private AlternativeBody[] Named => [.. Entry.Lines(Alternatives).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Select(parts => new AlternativeBody(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null))];

    private static string Joined(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>One phase as it is entered.</summary>
    public sealed class PhaseEntry
    {
        public DateTimeOffset? From { get; set; }

        public string Disposition { get; set; } = "Banned";
    }
}
