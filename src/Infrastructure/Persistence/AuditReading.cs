using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Reads the audit log.</summary>
public static class AuditReading
{
    private const int AtOnce = 500;

    /// <summary>The entries after one, to the end of the log, untracked; some at a time, so that a slow reader holds no query of the database open.</summary>
    /// <param name="db">The register.</param>
    /// <param name="seq">The number of the entry; 0: from the first on.</param>
    /// <param name="ct">Breaks off.</param>
    public static async IAsyncEnumerable<AuditRow> AuditAfter(this RegisterDbContext db, long seq, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await db.Audit.AsNoTracking().Where(a => a.Seq > seq).OrderBy(a => a.Seq).Take(AtOnce).ToListAsync(ct) is [.., var last] rows)
        {
            foreach (var row in rows)
                yield return row;
            seq = last.Seq;
        }
    }
}
