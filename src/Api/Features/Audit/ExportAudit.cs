using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>Writes the audit log, from where the asker was to its end.</summary>
/// <param name="Format">A name of an <see cref="AuditFormat"/>; null: JSON Lines.</param>
/// <param name="After">The number of the last entry that the asker has; null: none.</param>
internal sealed record ExportAudit(string? Format, long? After) : IQuery<AuditExport>
{
    public static Permission Permission => Permission.ReadAudit;
}

internal sealed class ExportAuditHandler(RegisterDbContext db) : IRequestHandler<ExportAudit, AuditExport>
{
    public Task<AuditExport> Handle(ExportAudit request, CancellationToken cancellationToken)
    {
        var format = request.Format is { } name ? Wire.Parse<AuditFormat>(name, "format") : AuditFormat.Jsonl;
        return Task.FromResult(new AuditExport(format, db.AuditAfter(request.After ?? 0, CancellationToken.None).Select(AuditViews.Of)));
    }
}
