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
            check.RuleFor(c => c.Groups).Groups();
        });
    }
}

internal sealed class CheckBatchHandler(Replica replica, UseLog uses, RequestContext context, AccessSettings access, PolicySettings policy, TimeProvider clock) : IRequestHandler<CheckBatch, CheckBatchView>
{
    public Task<CheckBatchView> Handle(CheckBatch request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var answers = new Answers(replica.Current.Snapshot, policy.Stance, verdict => uses.CountAll(CheckUses.Of(verdict)));
        // All are read before one is answered: a refusal comes in place of the answer, and not in its midst.
        Func<VerdictView>[] questions = [.. request.Body.Checks.Select(body => Read(body, answers, now))];
        return Task.FromResult(answers.ToAll(questions, question => question()));
    }

    private Func<VerdictView> Read(CheckBody body, Answers answers, DateTimeOffset now)
    {
        var at = body.At ?? now;
        if (!Subject.TryParse(body.Subject, out var subject, out var error))
            return () => answers.Unreadable(body.Subject, body.Version, at, error);
        var query = CheckQuery.Create(subject, body.Version, Askers.Of(body.Groups, body.Environment, body.Region, context.Principal, access), at);
        return () => answers.To(query, isUse: body is { At: null, Groups: null });
    }
}
