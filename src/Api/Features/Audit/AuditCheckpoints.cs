using System.Text;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Api.Features.Audit;

/// <summary>Signs the head of the audit log. Whoever can write the database can write the log anew, and can't sign what it said before.</summary>
internal sealed class AuditCheckpoints(RegisterDbContext db, SigningKeys keys, TimeProvider clock)
{
    /// <summary>Makes one of what is committed now.</summary>
    public async Task<AuditCheckpointView> MakeAsync(CancellationToken ct)
    {
        var head = await db.AuditHead.AsNoTracking().SingleAsync(ct);
        var checkpoint = new AuditCheckpoint(head.Seq, head.Hash, clock.GetUtcNow());
        using var key = keys.Open(keys.Current);
        var signed = await CompactJws.SignAsync(key.Kid, key.Key, AuditCheckpoint.Type, checkpoint, ct);
        return new AuditCheckpointView(checkpoint.Entries, checkpoint.Head, checkpoint.At, Encoding.ASCII.GetString(signed));
    }
}
