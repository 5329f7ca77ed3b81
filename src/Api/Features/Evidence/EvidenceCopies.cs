using Microsoft.EntityFrameworkCore;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Finds evidence and the stored copies of it.</summary>
internal static class EvidenceCopies
{
    /// <summary>The largest copy that is stored, in bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Loads a piece of evidence about a tool.</summary>
    /// <exception cref="DomainException"><c>evidence.not-found</c></exception>
    public static async Task<EvidenceRecord> FindEvidenceAsync(this RegisterDbContext db, string slug, int number, CancellationToken ct) =>
        await db.Evidence.SingleOrDefaultAsync(e => e.Number == number && e.Tool == slug, ct)
        ?? throw DomainException.NotFound("evidence.not-found", "There is no such evidence about this tool.");

    /// <summary>A piece of evidence with its history, and whether its copy is stored.</summary>
    public static async Task<EvidenceView> ViewOfAsync(this RegisterDbContext db, EvidenceRecord evidence, CancellationToken ct) =>
        EvidenceViews.Whole(evidence, hasCopy: evidence.Content.Sha256 is { } sha256 && await db.HasCopyAsync(sha256, ct));

    /// <summary>Whether bytes with this hash are stored.</summary>
    public static Task<bool> HasCopyAsync(this RegisterDbContext db, string sha256, CancellationToken ct) =>
        db.Copies.AnyAsync(c => c.Sha256 == sha256, ct);

    /// <summary>Of the hashes of some evidence those whose bytes are stored, in one query.</summary>
    public static async Task<IReadOnlySet<string>> CopiesOfAsync(this RegisterDbContext db, IEnumerable<EvidenceRecord> evidence, CancellationToken ct)
    {
        var hashes = evidence.Select(e => e.Content.Sha256).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var stored = hashes.Length == 0 ? [] : await db.Copies.Where(c => hashes.Contains(c.Sha256)).Select(c => c.Sha256).ToListAsync(ct);
        return stored.ToHashSet(StringComparer.Ordinal);
    }
}
