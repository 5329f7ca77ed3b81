using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Views;

internal static class VerdictViews
{
    /// <param name="verdict">The verdict.</param>
    /// <param name="isAnonymous">Whether nobody is known to ask: then of an exception only its end is told.</param>
    public static VerdictView Of(Verdict verdict, bool isAnonymous) => new()
    {
        Subject = verdict.Query.Subject.Text,
        Version = verdict.Query.Version,
        Tools = [.. verdict.Tools.Select(t => new MatchedToolView(t.Slug, t.Name))],
        At = verdict.Query.At,
        Outcome = Wire.Name(verdict.Outcome),
        Action = Wire.Name(verdict.Action),
        Since = verdict.Since,
        Next = verdict.Next is { } next ? new NextChangeView(next.At, Wire.Name(next.Outcome)) : null,
        ValidUntil = verdict.ValidUntil,
        Decisions = [.. verdict.Decisions.Select(Of)],
        Alternatives = [.. verdict.Alternatives.Select(a => new SuggestionView(a.Slug, a.Name, a.Note, a.OwnProduct))],
        Constraints = isAnonymous && verdict.Exception is not null ? [] : verdict.Constraints,
        Exception = verdict.Exception is { } exception ? new VerdictExceptionView(isAnonymous ? null : Numbers.Format(Numbers.Exception, exception.Number), exception.Until) : null,
        Ranges = [.. verdict.Ranges.Select(r => new RangeFindingView(Numbers.Format(Numbers.Decision, r.Decision), r.Range.ToString(), Wire.Name(r.Disposition)))],
        Notes = verdict.Notes,
        Revision = verdict.Revision,
    };

    /// <summary>What is said of what can't be looked up: nothing is known of it, and why.</summary>
    public static VerdictView Unknown(string subject, string? version, DateTimeOffset at, CheckAction stance, string note, long revision) => new()
    {
        Subject = subject,
        Version = version,
        Tools = [],
        At = at,
        Outcome = Wire.Name(Outcome.Unknown),
        Action = Wire.Name(stance),
        Since = null,
        Next = null,
        ValidUntil = null,
        Decisions = [],
        Alternatives = [],
        Constraints = [],
        Exception = null,
        Ranges = [],
        Notes = [note],
        Revision = revision,
    };

    private static DeciderView Of(Decider decider) => new(
        Numbers.Format(Numbers.Decision, decider.Decision.Number),
        Wire.Name(decider.Disposition),
        decider.Since,
        decider.Decision.PublicStatement,
        decider.Decision.ReviewBy,
        decider.Decision.Provisional,
        Wire.Name(decider.Decision.Support.Confidence),
        decider.Decision.Support.IndependentOrigins,
        decider.IsRatificationOverdue);
}
