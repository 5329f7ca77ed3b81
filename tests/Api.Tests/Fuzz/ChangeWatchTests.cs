using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Fuzz;

/// <summary>That the watch is not blind, and that what it sees is held against refusals.</summary>
public sealed class ChangeWatchTests
{
    [Fact]
    public async Task Watch_SeesWhatIsCommitted_AndNothingElse()
    {
        Assert.SkipWhen(RegisterHost.SqlServer is not null, "What is changed is watched in SQLite.");
        var watch = new ChangeWatch();
        await using var staff = new Staff { Services = services => services.ConfigureDbContext<SqliteRegisterDbContext>(builder => builder.AddInterceptors(watch)) };
        await staff.InitializeAsync();
        watch.Take();

        var tool = await staff.ToolAsync();
        Assert.Contains("Tools", watch.Take());
        (await staff.Analyst.GetAsync($"/v1/tools/{tool}")).Expect(200);
        (await staff.Analyst.GetAsync("/v1/tools/unheard-of")).ExpectProblem(404, "tool.not-found");
        Assert.Empty(watch.Take());
        var refused = await staff[Role.Reader].PostAsync("/v1/decisions", Staff.Terms(tool));
        Assert.Equal(403, refused.Status);
        Assert.Equal(["Audit", "AuditHead"], watch.Take());
        await staff.Host.WithDatabaseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.NotEqual(0, await db.Tools.ExecuteDeleteAsync());
            await transaction.RollbackAsync();
            return true;
        });
        Assert.Empty(watch.Take());

        var request = new FuzzedRequest(staff.Document["DraftDecision"], staff.Analyst, "/v1/decisions", [], Body: null, MayStray: false);
        Assert.Null(new AnswerLaws(staff.Document).WrongWith(request, refused, ["Audit", "AuditHead"]));
        Assert.Contains("changed Tools", new AnswerLaws(staff.Document).WrongWith(request, refused, ["Audit", "Tools"]), StringComparison.Ordinal);
    }
}
