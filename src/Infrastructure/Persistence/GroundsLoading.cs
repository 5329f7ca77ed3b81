using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Evidence;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Loads what is claimed of a tool and all evidence about it.</summary>
public static class GroundsLoading
{
    /// <summary>The grounds as they are now, changes of the running command included.</summary>
    public static async Task<Grounds> GroundsOfAsync(this RegisterDbContext db, string tool, CancellationToken ct)
    {
        await db.Claims.Where(c => c.Tool == tool).LoadAsync(ct);
        await db.Evidence.Where(e => e.Tool == tool).LoadAsync(ct);
        return new Grounds([.. db.Claims.Local.Where(c => c.Tool == tool)], [.. db.Evidence.Local.Where(e => e.Tool == tool)]);
    }

    /// <summary>Of the grounds what new evidence names: enough to record it, however much there is already.</summary>
    public static async Task<Grounds> GroundsNamedAsync(this RegisterDbContext db, string tool, EvidenceContent content, CancellationToken ct)
    {
        var (claims, sources) = (content.Stances.Select(s => s.Claim).ToArray(), content.DerivedFrom);
        return new Grounds(
            claims.Length == 0 ? [] : await db.Claims.Where(c => c.Tool == tool && claims.Contains(c.Number)).ToListAsync(ct),
            sources.Count == 0 ? [] : await db.Evidence.Where(e => e.Tool == tool && sources.Contains(e.Number)).ToListAsync(ct));
    }

    /// <summary>How far the evidence carries a decision about the tool that relies on these claims.</summary>
    public static async Task<Support> SupportOfAsync(this RegisterDbContext db, string tool, IReadOnlyCollection<int> claims, CancellationToken ct) =>
        claims.Count == 0 ? Support.None : (await db.GroundsOfAsync(tool, ct)).SupportOf(claims);
}
