using Microsoft.EntityFrameworkCore;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>
/// Every query and every change that the service makes, as SQL Server would be sent it: made by the provider for SQL Server
/// from what the handlers really run, and proven without a server.
/// </summary>
public sealed class QueryTests
{
    private const int MaxParameters = 2_100;

    [Fact]
    public async Task Run_ReachesEveryHandler() => Assert.Empty((await TwinRun.GetAsync()).Unreached.Select(t => t.Name));

    [Fact]
    public async Task UseCase_EveryOne_CanBeSaidToSqlServer()
    {
        var service = (await TwinRun.GetAsync()).Service;
        Assert.True(service.Failures.Count == 0, string.Join("\n\n", service.Failures));
    }

    [Fact]
    public async Task Statement_EveryOne_IsSound()
    {
        var service = (await TwinRun.GetAsync()).Service;
        AssertSound(service.Statements);
    }

    [Fact]
    public async Task Record_OfEveryKind_IsAddedChangedAndRemovedSoundly()
    {
        var records = (await TwinRun.GetAsync()).Records;
        Assert.True(records.Failures.Count == 0, string.Join("\n\n", records.Failures));
        AssertSound(records.Statements);

        using var db = TwinDatabase.Open();
        var sql = string.Join('\n', records.Statements.Select(s => s.Text));
        Assert.All(db.Model.GetEntityTypes(), type =>
        {
            var table = type.GetTableName();
            Assert.Contains($"INSERT INTO [{table}] (", sql, StringComparison.Ordinal);
            Assert.Contains($"DELETE FROM [{table}]", sql, StringComparison.Ordinal);
            if (type.GetProperties().Any(p => !p.IsPrimaryKey()))
                Assert.Contains($"UPDATE [{table}] SET", sql, StringComparison.Ordinal);
        });
    }

    private static void AssertSound(IReadOnlyList<TSqlStatementText> statements)
    {
        Assert.NotEmpty(statements);
        TestContext.Current.TestOutputHelper!.WriteLine($"{statements.Count} distinct statements.");
        var proof = new TSqlProof(MigrationScript.Schema);
        Assert.All(statements, statement =>
        {
            Assert.Empty(TSqlProof.ParseErrors(statement.Text));
            Assert.Empty(TSqlProof.ParseErrors(TSqlProof.AsProcedure("q", statement)));
            Assert.Empty(ForbiddenConstructs.In(statement.Text));
            Assert.True(statement.Parameters.Count < MaxParameters, $"{statement.Parameters.Count} parameters: {statement.Text}");
            proof.Add(statement);
        });
        Assert.Empty(proof.Problems());
    }
}
