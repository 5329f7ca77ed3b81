using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>Makes wire records of decisions: all of it for staff, what was approved and public for others.</summary>
internal sealed class DecisionViews(RegisterDbContext db, RequestContext context, AccessSettings access, PolicySettings policy, TimeProvider clock)
{
    private bool SeesInternals => context.Principal.May(Permission.ReadInternal, access);

    /// <summary>Whether everyone may see the revision: it was in force once.</summary>
    public static bool IsPublic(DecisionRevision revision) => revision.State is ReviewState.Approved or ReviewState.Superseded or ReviewState.Revoked;

    public async Task<Stored<DecisionView>> OfAsync(Decision decision, CancellationToken ct)
    {
        RequireVisible(decision);
        var shown = new[] { decision.InForce, decision.Pending }.OfType<DecisionRevision>().ToArray();
        var own = await OwnProductsAsync(shown, ct);
        var grounds = await GroundsAsync(decision, shown, ct);
        var spoken = decision.InForce ?? (SeesInternals ? decision.Pending : null);
        var support = spoken is null ? Support.None : grounds.SupportOf(spoken.Terms.Claims);
        var changes = SeesInternals ? await db.OpenChangesOfAsync(decision, ct) : null;
        return new Stored<DecisionView>(
            new DecisionView
            {
                Number = Numbers.Format(Numbers.Decision, decision.Number),
                Tool = decision.Tool,
                State = Wire.Name(StateOf(decision)),
                Disposition = DispositionOf(decision),
                Provisional = spoken is { IsPending: true } ? spoken.Terms.IsProvisional(support) : spoken is { IsProvisional: true },
                Confidence = Wire.Name(support.Confidence),
                IndependentOrigins = support.IndependentOrigins,
                Revalidate = changes?.Any(c => c.IsMaterial),
                Changes = changes?.Select(c => new DecisionChangeView(c.At, c.By.Value, Wire.Name(c.Kind), c.Subject, c.What, c.Reason, c.IsMaterial, c.OpensLiftReview)).ToArray(),
                InForce = decision.InForce is { } inForce ? Of(inForce, own, grounds) : null,
                Pending = SeesInternals && decision.Pending is { } pending ? Of(pending, own, grounds) : null,
            },
            db.RowVersionOf(decision));
    }

    public async Task<RevisionList> RevisionsOfAsync(Decision decision, CancellationToken ct)
    {
        RequireVisible(decision);
        var shown = decision.Revisions.Where(r => SeesInternals || IsPublic(r)).ToArray();
        var own = await OwnProductsAsync(shown, ct);
        var grounds = await GroundsAsync(decision, shown, ct);
        return new RevisionList([.. shown.Select(r => Of(r, own, grounds))]);
    }

    public DecisionSummary SummaryOf(Decision decision)
    {
        var shown = decision.InForce ?? decision.Revisions.Last(r => SeesInternals || IsPublic(r));
        return new DecisionSummary(
            Numbers.Format(Numbers.Decision, decision.Number),
            decision.Tool,
            Wire.Name(StateOf(decision)),
            DispositionOf(decision),
            shown.Terms.PublicStatement,
            shown.ReviewBy ?? shown.Terms.ReviewBy,
            shown.IsProvisional,
            SeesInternals && decision.Pending is { } pending ? Wire.Name(pending.State) : null);
    }

    private void RequireVisible(Decision decision)
    {
        if (!SeesInternals && !decision.Revisions.Any(IsPublic))
            throw DomainException.NotFound("decision.not-found", "There is no decision of that name.");
    }

    private ReviewState StateOf(Decision decision) =>
        SeesInternals || decision.InForce is not null ? decision.State : decision.Revisions.Last(IsPublic).State;

    private string? DispositionOf(Decision decision) =>
        decision.InForce?.Terms.Schedule.DispositionAt(clock.GetUtcNow()) is { } disposition ? Wire.Name(disposition) : null;

    private async Task<Grounds> GroundsAsync(Decision decision, IEnumerable<DecisionRevision> revisions, CancellationToken ct) =>
        revisions.Any(r => r.Terms.Claims.Count > 0) ? await db.GroundsOfAsync(decision.Tool, ct) : Grounds.None;

    private async Task<IReadOnlySet<string>> OwnProductsAsync(IEnumerable<DecisionRevision> revisions, CancellationToken ct)
    {
        var slugs = revisions.SelectMany(r => r.Terms.Alternatives).Select(a => a.Tool).Distinct(StringComparer.Ordinal).ToArray();
        if (slugs.Length == 0)
            return new HashSet<string>(StringComparer.Ordinal);
        var publishers = await db.Tools.Where(t => slugs.Contains(t.Slug)).Select(t => new { t.Slug, t.Details.Publisher }).ToListAsync(ct);
        return publishers.Where(t => policy.IsOwn(t.Publisher)).Select(t => t.Slug).ToHashSet(StringComparer.Ordinal);
    }

    private RevisionView Of(DecisionRevision revision, IReadOnlySet<string> own, Grounds grounds)
    {
        var support = revision.Support ?? (revision.IsPending ? grounds.SupportOf(revision.Terms.Claims) : null);
        var view = new RevisionView
        {
            Revision = revision.Number,
            Kind = Wire.Name(revision.Kind),
            State = Wire.Name(revision.State),
            Ranges = [.. revision.Terms.Ranges.Select(r => r.ToString())],
            Scope = Wire.Scope(revision.Terms.Scope),
            Phases = [.. revision.Terms.Schedule.Phases.Select(p => new PhaseBody(p.From, Wire.Name(p.Disposition)))],
            Alternatives = [.. revision.Terms.Alternatives.Select(a => new AlternativeView(a.Tool, a.Note, own.Contains(a.Tool)))],
            Constraints = revision.Terms.Constraints,
            Identifiers = [.. revision.Terms.Identifiers.Select(i => i.ToString())],
            LiftWhen = revision.Terms.LiftWhen,
            PublicStatement = revision.Terms.PublicStatement,
            ReviewBy = revision.ReviewBy ?? revision.Terms.ReviewBy,
            Provisional = support is null ? null : revision.Terms.IsProvisional(support),
            Confidence = support is null ? null : Wire.Name(support.Confidence),
            IndependentOrigins = support?.IndependentOrigins,
            CreatedAt = revision.CreatedAt,
            ProposedAt = revision.ProposedAt,
            DecidedAt = revision.DecidedAt,
            EndedAt = revision.EndedAt,
        };
        return SeesInternals ? WithInternals(view, revision) : view;
    }

    private RevisionView WithInternals(RevisionView view, DecisionRevision revision) => view with
    {
        Rationale = revision.Terms.Rationale,
        Reason = revision.Reason,
        Outcome = revision.Outcome,
        Claims = [.. revision.Terms.Claims.Select(n => Numbers.Format(Numbers.Claim, n))],
        Evidence = [.. revision.Terms.Evidence.Select(n => Numbers.Format(Numbers.Evidence, n))],
        Assessment = revision.Terms.Assessment is { } number ? Numbers.Format(Numbers.Assessment, number) : null,
        Authors = [.. revision.Review.Authors.Select(a => a.Value)],
        ProposedBy = revision.ProposedBy?.Value,
        Approvals = [.. revision.Review.Approvals.Select(Wire.Approval)],
        Comments = [.. revision.Review.Comments.Select(c => new CommentView(c.By.Value, c.At, c.Text, c.AsksForChanges))],
        Expedited = revision.Expedition is { } e
            ? new ExpeditionView(e.By.Value, e.At, e.Reason, e.RatifyBy, e.RatifiedBy?.Value, e.RatifiedAt, e.IsUnratified && e.RatifyBy <= clock.GetUtcNow())
            : null,
        Exceptions = [.. revision.Exceptions.Select(c => new ExceptionChoiceBody(Numbers.Format(Numbers.Exception, c.Exception), c.Keep))],
    };
}
