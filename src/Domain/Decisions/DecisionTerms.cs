using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Decisions;

/// <summary>A tool that is recommended instead.</summary>
/// <param name="Tool">Its slug.</param>
/// <param name="Note">One line of public text, or null.</param>
public sealed record Alternative(string Tool, string? Note);

/// <summary>What a revision of a decision says. Immutable; made only by <see cref="Create"/>, so it is always well-formed.</summary>
public sealed class DecisionTerms
{
    /// <summary>The longest public statement and rationale, in UTF-16 units.</summary>
    public const int MaxText = 4_000;

    /// <summary>The most entries of each list.</summary>
    public const int MaxEntries = 50;

    /// <summary>The most alternatives; each is checked in every part of the scope before approval.</summary>
    public const int MaxAlternatives = 10;

    private DecisionTerms(DecisionContent content)
    {
        Ranges = content.Ranges;
        Scope = content.Scope;
        Schedule = content.Schedule;
        Alternatives = content.Alternatives;
        Constraints = content.Constraints;
        Identifiers = content.Identifiers;
        Claims = content.Claims;
        Evidence = content.Evidence;
        Assessment = content.Assessment;
        LiftWhen = content.LiftWhen;
        PublicStatement = content.PublicStatement;
        Rationale = content.Rationale;
        ReviewBy = content.ReviewBy?.ToUniversalTime();
    }

    /// <summary>The versions governed; 1 to 50 distinct ranges.</summary>
    public IReadOnlyList<VersionRange> Ranges { get; }

    /// <summary>Where it holds.</summary>
    public Scope Scope { get; }

    /// <summary>What it says when.</summary>
    public Schedule Schedule { get; }

    /// <summary>What to use instead.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; }

    /// <summary>Conditions of use, public text; required when a phase is <see cref="Disposition.Constrained"/>.</summary>
    public IReadOnlyList<string> Constraints { get; }

    /// <summary>
    /// Those of the tool's identifiers that are a publisher's (team id, publisher, domain) and by which exports may enforce the
    /// decision: by one that is not named, other tools of the publisher would be hit.
    /// </summary>
    public IReadOnlyList<Identifier> Identifiers { get; }

    /// <summary>Numbers of the claims that it relies on.</summary>
    public IReadOnlyList<int> Claims { get; }

    /// <summary>Numbers of the evidence that it relies on.</summary>
    public IReadOnlyList<int> Evidence { get; }

    /// <summary>Number of the risk assessment that it rests on, or null.</summary>
    public int? Assessment { get; }

    /// <summary>What would let the restriction be lifted, public text, or null. It opens a review; it lifts nothing by itself.</summary>
    public string? LiftWhen { get; }

    /// <summary>What everyone may read.</summary>
    public string PublicStatement { get; }

    /// <summary>Why, for Analyst, Approver and Auditor only; or null.</summary>
    public string? Rationale { get; }

    /// <summary>When the decision is to be reviewed, or null.</summary>
    public DateTimeOffset? ReviewBy { get; }

    /// <summary>Makes terms.</summary>
    /// <exception cref="DomainException"><c>decision.terms-invalid</c>, with the member at fault.</exception>
    public static DecisionTerms Create(DecisionContent content)
    {
        Require(content.Ranges.Count is >= 1 and <= MaxEntries, "ranges", $"A decision names 1 to {MaxEntries} version ranges; use vers:<scheme>/* for all versions.");
        Require(content.Ranges.Distinct().Count() == content.Ranges.Count, "ranges", "A range stands twice: leave one off.");
        Require(content.Alternatives.Count <= MaxAlternatives && content.Alternatives.DistinctBy(a => a.Tool, StringComparer.Ordinal).Count() == content.Alternatives.Count, "alternatives", $"At most {MaxAlternatives} alternatives, each tool once.");
        Require(content.Alternatives.All(a => a.Note is null || Texts.IsLine(a.Note, 500)), "alternatives", "An alternative's note is one line of at most 500 characters.");
        Require(content.Constraints.Count <= MaxEntries && content.Constraints.All(c => Texts.IsLine(c, 500)), "constraints", $"At most {MaxEntries} constraints, each one line of at most 500 characters.");
        Require(content.Constraints.Count > 0 || content.Schedule.Phases.All(p => p.Disposition != Disposition.Constrained), "constraints", "A Constrained phase needs at least one constraint.");
        Require(content.Identifiers.Count <= MaxEntries && content.Identifiers.Distinct().Count() == content.Identifiers.Count, "identifiers", $"At most {MaxEntries} identifiers, each once.");
        Require(content.Identifiers.All(i => i.Kind.MayBeShared()), "identifiers", "Name only identifiers of a publisher (macos-team-id, windows-publisher, domain): those of the tool alone are always used.");
        Require(Distinct(content.Claims), "claims", $"At most {MaxEntries} claims, each once.");
        Require(Distinct(content.Evidence), "evidence", $"At most {MaxEntries} pieces of evidence, each once.");
        Require(content.LiftWhen is null || Texts.IsLine(content.LiftWhen, 500), "liftWhen", "A lift condition is one line of at most 500 characters.");
        Require(Texts.IsParagraphs(content.PublicStatement, MaxText), "publicStatement", $"A public statement of 1 to {MaxText} characters is required: it is what people read when they are stopped.");
        Require(content.Rationale is null || Texts.IsParagraphs(content.Rationale, MaxText), "rationale", $"A rationale is at most {MaxText} characters, without control characters.");
        return new DecisionTerms(content);
    }

    /// <summary>Restores stored terms, which passed the checks of their day.</summary>
    internal static DecisionTerms Restore(DecisionContent content) => new(content);

    /// <summary>The same terms with other dates.</summary>
    public DecisionTerms With(Schedule schedule) => new(Content() with { Schedule = schedule });

    /// <summary>The content, to make changed terms from.</summary>
    public DecisionContent Content() => new()
    {
        Ranges = Ranges,
        Scope = Scope,
        Schedule = Schedule,
        Alternatives = Alternatives,
        Constraints = Constraints,
        Identifiers = Identifiers,
        Claims = Claims,
        Evidence = Evidence,
        Assessment = Assessment,
        LiftWhen = LiftWhen,
        PublicStatement = PublicStatement,
        Rationale = Rationale,
        ReviewBy = ReviewBy,
    };

    /// <summary>Whether these terms may reach a version or an asker that the others don't.</summary>
    public bool Widens(DecisionTerms other) =>
        !VersionRange.IsSubset(Ranges, other.Ranges) || !other.Scope.Contains(Scope);

    /// <summary>When these terms are to be reviewed if they are approved now: what permits at least a year later. Null: no date.</summary>
    internal DateTimeOffset? ReviewDue(DateTimeOffset approvedAt) => ReviewBy ?? (Schedule.Permits ? approvedAt.AddYears(1) : null);

    /// <summary>Whether the terms restrict on a case that the evidence carries with low confidence.</summary>
    public bool IsProvisional(Support support) => Schedule.Restricts && support.Confidence == Confidence.Low;

    private static bool Distinct(IReadOnlyList<int> numbers) => numbers.Count <= MaxEntries && numbers.Distinct().Count() == numbers.Count;

    private static void Require(bool holds, string field, string message)
    {
        if (!holds)
            throw DomainException.Invalid("decision.terms-invalid", message, field);
    }
}

/// <summary>What a person proposes as terms, before it is checked as a whole.</summary>
public sealed record DecisionContent
{
    /// <inheritdoc cref="DecisionTerms.Ranges"/>
    public required IReadOnlyList<VersionRange> Ranges { get; init; }

    /// <inheritdoc cref="DecisionTerms.Scope"/>
    public Scope Scope { get; init; } = Scope.Everywhere;

    /// <inheritdoc cref="DecisionTerms.Schedule"/>
    public required Schedule Schedule { get; init; }

    /// <inheritdoc cref="DecisionTerms.Alternatives"/>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <inheritdoc cref="DecisionTerms.Constraints"/>
    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <inheritdoc cref="DecisionTerms.Identifiers"/>
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    /// <inheritdoc cref="DecisionTerms.Claims"/>
    public IReadOnlyList<int> Claims { get; init; } = [];

    /// <inheritdoc cref="DecisionTerms.Evidence"/>
    public IReadOnlyList<int> Evidence { get; init; } = [];

    /// <inheritdoc cref="DecisionTerms.Assessment"/>
    public int? Assessment { get; init; }

    /// <inheritdoc cref="DecisionTerms.LiftWhen"/>
    public string? LiftWhen { get; init; }

    /// <inheritdoc cref="DecisionTerms.PublicStatement"/>
    public required string PublicStatement { get; init; }

    /// <inheritdoc cref="DecisionTerms.Rationale"/>
    public string? Rationale { get; init; }

    /// <inheritdoc cref="DecisionTerms.ReviewBy"/>
    public DateTimeOffset? ReviewBy { get; init; }
}
