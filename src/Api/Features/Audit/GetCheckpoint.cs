using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>Signs what stands in the audit log now.</summary>
internal sealed record GetCheckpoint : IQuery<AuditCheckpointView>
{
    public static Permission Permission => Permission.ReadAudit;
}

internal sealed class GetCheckpointHandler(AuditCheckpoints checkpoints) : IRequestHandler<GetCheckpoint, AuditCheckpointView>
{
    public Task<AuditCheckpointView> Handle(GetCheckpoint request, CancellationToken cancellationToken) => checkpoints.MakeAsync(cancellationToken);
}
