using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>What the other tests here rest on: that a wrong statement does not pass.</summary>
public sealed class ProofTests
{
    [Theory]
    [InlineData("SELECT [t].[Name] FROM [Tools] AS [t] WHERE [t].[Slug] = @p")]
    [InlineData("SELECT [s].[Name] FROM (SELECT TOP(1) [t].[Name] FROM [Tools] AS [t]) AS [s]")]
    [InlineData("UPDATE [t] SET [t].[Name] = @p FROM [Tools] AS [t]")]
    public void RightStatement_IsSound(string sql) => Assert.Empty(ProblemsOf(sql));

    [Theory]
    [InlineData("SELECT [t].[Name] FROM [Toolz] AS [t]")]
    [InlineData("SELECT [t].[Nmae] FROM [Tools] AS [t]")]
    [InlineData("SELECT [s].[Nmae] FROM (SELECT [t].[Name] FROM [Tools] AS [t]) AS [s]")]
    [InlineData("SELECT [s].[Name] FROM (SELECT [t].[Nmae] FROM [Tools] AS [t]) AS [s]")]
    [InlineData("SELECT [t].[Name] FROM [Tools] AS [t] WHERE [x].[Name] = @p")]
    [InlineData("SELECT [t].[Name] FROM [Tools] AS [t] WHERE [t].[Name] = @other")]
    [InlineData("SELECT [t].[Name] FROM [Tools] AS [t] WHERE EXISTS (SELECT 1 FROM [Releases] AS [r] WHERE [r].[Slug] = [t].[Slug])")]
    [InlineData("INSERT INTO [Tools] ([Nmae]) VALUES (@p)")]
    [InlineData("UPDATE [Tools] SET [Nmae] = @p WHERE [Slug] = @p")]
    [InlineData("UPDATE [t] SET [t].[Nmae] = @p FROM [Tools] AS [t]")]
    [InlineData("DELETE FROM [Tools] OUTPUT 1 WHERE [Nmae] = @p")]
    public void StatementThatNamesWhatIsNotThere_IsCaught(string sql) => Assert.NotEmpty(ProblemsOf(sql));

    [Theory]
    [InlineData("SELECT [t].[Name] FROM [Tools] AS [t] LIMIT 1")]
    [InlineData("INSERT INTO [Tools] ([Slug]) VALUES ('a') ON CONFLICT DO NOTHING")]
    public void StatementOfAnotherDialect_IsCaught(string sql) => Assert.NotEmpty(TSqlProof.ParseErrors(sql));

    [Theory]
    [InlineData("MERGE [Tools] USING (VALUES (1)) AS [i] ([Slug]) ON 1 = 0 WHEN NOT MATCHED THEN INSERT ([Slug]) VALUES ([i].[Slug]);")]
    [InlineData("SELECT TOP(1) [o].[Seq] FROM [Outbox] AS [o] WITH (UPDLOCK, READPAST)")]
    [InlineData("UPDATE [Tools] SET [Identity] = JSON_MODIFY([Identity], '$.a', 1)")]
    [InlineData("ALTER TABLE [Tools] ALTER COLUMN [Name] nvarchar(10) NULL")]
    [InlineData("INSERT INTO [Tools] ([Slug]) OUTPUT INSERTED.[Slug] VALUES (@p)")]
    [InlineData("SELECT COUNT(*) FROM [Tools] AS [t] WHERE [t].[Name] IN (SELECT [v].[value] FROM OPENJSON(@p) WITH ([value] nvarchar(80) '$') AS [v])")]
    [InlineData("SELECT [t].[Name] FROM [Tools] AS [t] WHERE [t].[Name] = CLR([t].[Name])")]
    public void ForbiddenConstruct_IsCaught(string sql) => Assert.NotEmpty(ForbiddenConstructs.In(sql));

    [Fact]
    public void QueryThatOneProviderAloneUnderstands_IsCaught()
    {
        var twin = new TwinDatabase();
        using var services = new ServiceCollection().AddSingleton(twin).BuildServiceProvider();
#pragma warning disable EF1001 // As in TwinQueryCompiler.
        using var db = new SqliteRegisterDbContext(new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite("Data Source=:memory:").UseApplicationServiceProvider(services).ReplaceService<IQueryCompiler, TwinQueryCompiler>().Options);
#pragma warning restore EF1001
        Assert.NotEmpty(db.Tools.Where(t => t.Slug == "a").ToQueryString());
        Assert.Empty(twin.Failures);
        Assert.Single(twin.Statements);
        Assert.NotEmpty(db.Tools.Where(t => EF.Functions.Glob(t.Slug, "a*")).ToQueryString());
        Assert.Single(twin.Failures);
    }

    [Fact]
    public void TextThatIsLongerThanItsColumn_IsCaught()
    {
        var twin = new TwinDatabase();
        using var db = new SqliteRegisterDbContext(new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite("Data Source=:memory:").Options);
        db.SetupCodes.Add(new SetupCode { Hash = new string('0', 65) });
        new TwinSaving(twin).Save(db, [.. db.ChangeTracker.Entries()], e => e.State);
        Assert.Single(twin.Failures);
        Assert.Single(twin.Statements);
    }

    private static IReadOnlyList<string> ProblemsOf(string sql)
    {
        var proof = new TSqlProof(MigrationScript.Schema);
        proof.Add(new TSqlStatementText(sql, [new TSqlParameter("@p", "nvarchar(80)")]));
        return proof.Problems();
    }
}
