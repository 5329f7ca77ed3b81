using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Answers many checks at one revision and one now. An unreadable subject is Unknown, with a note.</summary>
internal sealed record CheckBatch(CheckBatchBody Body) : IQuery<CheckBatchView>
{
    public static Permission Permission => Permission.CheckMany;
}

internal sealed class CheckBatchValidator : AbstractValidator<CheckBatch>
{
    public const int MaxChecks = 10_000;

    public CheckBatchValidator()
    {
        RuleFor(c => c.Body.Checks).Must(c => c.Count is >= 1 and <= MaxChecks).WithMessage($"1 to {MaxChecks} checks.");
        RuleForEach(c => c.Body.Checks).ChildRules(check =>
        {
            check.RuleFor(c => c.Subject).Must(s => s.Length is >= 1 and <= 2_000).WithMessage("1 to 2,000 characters.");
            check.RuleFor(c => c.Version).Line(1_000);
            check.RuleFor(c => c.Groups).Must(g => g is null or { Count: <= 200 }).WithMessage("At most 200 groups.");
        });
    }
}

internal sealed class CheckBatchHandler(Replica replica, UseLog uses, RequestContext context, AccessSettings access, PolicySettings policy, TimeProvider clock) : IRequestHandler<CheckBatch, CheckBatchView>
{
    public Task<CheckBatchView> Handle(CheckBatch request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var snapshot = replica.Current.Snapshot;
        return Task.FromResult(new CheckBatchView(snapshot.Revision, [.. request.Body.Checks.Select(body => Answer(snapshot, body, now))]));
    }

    private VerdictView Answer(PolicySnapshot snapshot, CheckBody body, DateTimeOffset now)
    {
        if (!Subject.TryParse(body.Subject, out var subject, out var error))
            return VerdictViews.Unreadable(body, now, policy.Stance, error.Message, snapshot.Revision);
        var query = CheckQuery.Create(subject, body.Version, Askers.GroupsOf(body, context.Principal, access), body.Environment, body.Region, body.At ?? now);
        var verdict = snapshot.Check(query);
        if (body is { At: null, Groups: null })
            uses.CountAll(CheckUses.Of(verdict));
        return VerdictViews.Of(verdict, isAnonymous: false);
    }
}
