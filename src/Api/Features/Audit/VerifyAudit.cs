using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>Verifies the whole audit log, from the first entry to the head.</summary>
internal sealed record VerifyAudit : IQuery<AuditVerificationView>
{
    public static Permission Permission => Permission.ReadAudit;
}

internal sealed class VerifyAuditHandler(RegisterDbContext db) : IRequestHandler<VerifyAudit, AuditVerificationView>
{
    public async Task<AuditVerificationView> Handle(VerifyAudit request, CancellationToken cancellationToken)
    {
        var result = await db.VerifyAuditAsync(cancellationToken);
        return new AuditVerificationView(result.IsIntact, result.Entries, result.BrokenAt, result.Problem, result.Head);
    }
}
