using System.Runtime.CompilerServices;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
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
    private const int AtOnce = 500;

    public Task<AuditExport> Handle(ExportAudit request, CancellationToken cancellationToken)
    {
        var format = request.Format is { } name ? Wire.Parse<AuditFormat>(name, "format") : AuditFormat.Jsonl;
        return Task.FromResult(new AuditExport(format, EntriesAsync(request.After ?? 0, CancellationToken.None)));
    }

    /// <summary>Reads some at a time, so that a slow reader holds no query of the database open.</summary>
    private async IAsyncEnumerable<AuditEntryView> EntriesAsync(long after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await db.Audit.AsNoTracking().Where(a => a.Seq > after).OrderBy(a => a.Seq).Take(AtOnce).ToListAsync(ct) is [.., var last] rows)
        {
            foreach (var row in rows)
                yield return AuditViews.Of(row);
            after = last.Seq;
        }
    }
}
