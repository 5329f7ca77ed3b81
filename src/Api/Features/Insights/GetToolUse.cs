using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Insights;

/// <summary>How often a tool was asked about on a day of the organization's.</summary>
internal sealed record DayOfUse(DateOnly Day, long Checks);

/// <summary>Says how often a tool was asked about, day by day; days without a check are left off.</summary>
internal sealed record GetToolUse(string Slug) : IQuery<IReadOnlyList<DayOfUse>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class GetToolUseHandler(RegisterDbContext db, TimeZoneInfo zone, TimeProvider clock) : IRequestHandler<GetToolUse, IReadOnlyList<DayOfUse>>
{
    public async Task<IReadOnlyList<DayOfUse>> Handle(GetToolUse request, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - DecisionUse.DefaultPeriod;
        var hours = await db.CheckCounts.AsNoTracking().Where(c => c.Tool == request.Slug && c.Hour >= since)
            .GroupBy(c => c.Hour).Select(g => new { Hour = g.Key, Checks = g.Sum(c => c.Count) }).ToListAsync(cancellationToken);
        return [.. hours.GroupBy(h => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(h.Hour, zone).DateTime)).OrderBy(d => d.Key).Select(d => new DayOfUse(d.Key, d.Sum(h => h.Checks)))];
    }
}
