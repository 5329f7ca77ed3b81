using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Telemetry;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>Everything that the service can do, done once; what SQL Server would have been sent meanwhile.</summary>
/// <param name="Service">What the use cases ask and save.</param>
/// <param name="Records">One record of each kind added, changed in all its columns, and removed.</param>
/// <param name="Unreached">The requests that came to no handler.</param>
internal sealed record TwinRun(TwinDatabase Service, TwinDatabase Records, IReadOnlyList<Type> Unreached)
{
    private static readonly Lazy<Task<TwinRun>> Once = new(RunAsync);

    /// <summary>The run, which all tests share.</summary>
    public static Task<TwinRun> GetAsync() => Once.Value;

    private static async Task<TwinRun> RunAsync()
    {
        await using var service = await ServiceOnTwin.StartAsync();
        await DoAllAsync(service);
        var records = new TwinDatabase();
        await ChangeAllAsync(service, records);
        return new TwinRun(service.Twin, records, [.. service.Sent.Missing]);
    }

    private static async Task ChangeAllAsync(ServiceOnTwin service, TwinDatabase records)
    {
        var saving = new TwinSaving(records);
        await using var db = service.OpenDatabase();
        db.SetupCodes.Add(new SetupCode { Hash = new string('0', 64) });
        await db.SaveChangesAsync();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsOwned()))
        {
            foreach (var state in new[] { EntityState.Added, EntityState.Modified, EntityState.Deleted })
            {
                db.ChangeTracker.Clear();
                saving.Save(db, await FirstAsync(db, type.ClrType), _ => state);
            }
        }
    }

    private static async Task DoAllAsync(ServiceOnTwin service)
    {
        var cases = new UseCases(service.Host, service.SetupLink);
        await cases.RunAsync();
        await new PageVisits(service.Host).RunAsync(
            cases.Analyst.Token!,
            "/?q=alp", "/suggest?q=alp", "/t/alpha", "/d/TR-1", "/admin", "/admin/tools", "/admin/tools?likelihood=High&impact=High", "/admin/decisions", "/admin/decisions/TR-1", "/admin/decisions/TR-1/edit", "/admin/decisions/new?tool=alpha", "/admin/what-if?q=alpha", "/admin/tools/alpha", "/admin/tools/alpha/edit", "/admin/tools/alpha/claims/CL-1", "/admin/tools/alpha/evidence/EV-1", "/admin/exceptions/EX-1", "/admin/exceptions/EX-1/edit");
        await service.Host.WithDatabaseAsync(async db =>
        {
            await service.Host.Services.GetRequiredService<RegisterGauges>().RefreshAsync(db, CancellationToken.None);
            return true;
        });
        await new ListRoutes(service.Host, [cases.Analyst, cases.Reader, cases.Auditor, service.Host.Administrator]).RunAsync();
    }

    /// <summary>One record of the type, with all that it owns.</summary>
    private static async Task<IReadOnlyList<EntityEntry>> FirstAsync(SqliteRegisterDbContext db, Type type)
    {
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(db, parameters: null)!;
        Assert.True(await set.FirstOrDefaultAsync() is not null, $"The use cases leave no {type.Name} behind.");
        return [.. db.ChangeTracker.Entries()];
    }
}
