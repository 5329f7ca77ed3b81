using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Decisions;

/// <summary>A decision in force as everyone may read it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Tool">The tool that it governs.</param>
internal sealed record PublicDecision(DecisionFact Decision, ToolFact Tool);

/// <summary>Reads a decision in force, public text only.</summary>
internal sealed record GetPublicDecision(int Number) : IQuery<PublicDecision>
{
    public static Permission Permission => Permission.Check;
}

internal sealed class GetPublicDecisionHandler(Replica replica) : IRequestHandler<GetPublicDecision, PublicDecision>
{
    public Task<PublicDecision> Handle(GetPublicDecision request, CancellationToken cancellationToken)
    {
        var snapshot = replica.Current.Snapshot;
        return snapshot.FindDecision(request.Number) is { } decision && snapshot.FindTool(decision.Tool) is { } tool
            ? Task.FromResult(new PublicDecision(decision, tool))
            : throw DomainException.NotFound("decision.not-in-force", $"There is no decision {Numbers.Format(Numbers.Decision, request.Number)} in force.");
    }
}
