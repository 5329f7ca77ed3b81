using Microsoft.EntityFrameworkCore;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Demo;

internal sealed class DemoData(RegisterDbContext db)
{
    public const string Switch = "--demo";

    public Task LoadAsync(CancellationToken ct) => db.Tools.AnyAsync(ct);
}
