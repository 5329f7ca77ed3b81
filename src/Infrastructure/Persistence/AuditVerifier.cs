using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Auditing;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Verifies the stored audit chain.</summary>
public static class AuditVerifier
{
    /// <summary>Reads every entry up to the head and verifies that each follows from the one before.</summary>
    public static async Task<AuditVerification> VerifyAuditAsync(this RegisterDbContext db, CancellationToken ct)
    {
        // The log only grows, so what stands up to the head read first is whole without a transaction.
        var head = await db.AuditHead.AsNoTracking().SingleAsync(ct);
        var rows = db.Audit.AsNoTracking().Where(a => a.Seq <= head.Seq).OrderBy(a => a.Seq).AsEnumerable();
        return AuditChain.Verify(rows.Select(LinkOf), head.Hash);
    }

    private static AuditLink LinkOf(AuditRow row) =>
        new(row.Seq, row.Json, row.PreviousHash, row.Hash, StoredJson.Read<AuditText[]>(row.Texts));
}
