using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Says what an answer would be for whoever asks, wherever and whenever, and what say each decision has in it.</summary>
internal sealed record ExplainCheck(CheckBody Body) : IQuery<(Verdict Verdict, IReadOnlyList<Explained> Decisions)>
{
    public static Permission Permission => Permission.Check;
}

internal sealed class ExplainCheckHandler(Replica replica, RequestContext context, AccessSettings access, TimeProvider clock) : IRequestHandler<ExplainCheck, (Verdict Verdict, IReadOnlyList<Explained> Decisions)>
{
    public Task<(Verdict Verdict, IReadOnlyList<Explained> Decisions)> Handle(ExplainCheck request, CancellationToken cancellationToken)
    {
        var snapshot = replica.Current.Snapshot;
        var query = Askers.QueryOf(request.Body, context.Principal, access, clock.GetUtcNow());
        return Task.FromResult((snapshot.Check(query), snapshot.Explain(query)));
    }
}
