using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Answers about every component of an SBOM at one revision and one now. What it does not identify is Unknown, with a note.</summary>
internal sealed record CheckSbom(Stream Document, string? MediaType, IReadOnlyList<string>? Groups, string? Environment, string? Region, DateTimeOffset? At) : IQuery<CheckBatchView>
{
    public static Permission Permission => Permission.CheckMany;
}

internal sealed class CheckSbomValidator : AbstractValidator<CheckSbom>
{
    public CheckSbomValidator() => RuleFor(c => c.Groups).Groups();
}

internal sealed class CheckSbomHandler(Replica replica, UseLog uses, RequestContext context, AccessSettings access, PolicySettings policy, TimeProvider clock) : IRequestHandler<CheckSbom, CheckBatchView>
{
    public async Task<CheckBatchView> Handle(CheckSbom request, CancellationToken cancellationToken)
    {
        var asker = Askers.Of(request.Groups, request.Environment, request.Region, context.Principal, access);
        var components = await SbomReader.ReadAsync(request.Document, request.MediaType, cancellationToken);
        var answers = new Answers(replica.Current.Snapshot, policy.Stance, verdict => uses.CountAll(CheckUses.Of(verdict)));
        var checker = new ComponentAnswers(answers, asker, request.At ?? clock.GetUtcNow(), isUse: request is { At: null, Groups: null });
        return answers.ToAll(components, checker.To);
    }
}
