using Microsoft.EntityFrameworkCore.Migrations;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>The T-SQL in <c>deploy/</c>, which an operator runs.</summary>
public sealed class DeployedScriptTests
{
    private static readonly string Committed = ProjectFolder.Of("deploy", "sql-server", "toolregistry.sql");

    public static TheoryData<string> Scripts => [.. Directory.EnumerateFiles(ProjectFolder.Of("deploy"), "*.sql", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(ProjectFolder.Of("deploy"), f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_InDeploy_Parses(string name)
    {
        var script = File.ReadAllText(ProjectFolder.Of("deploy", name));
        Assert.Empty(TSqlProof.ParseErrors(WithValues(script)));
    }

    [Fact]
    public void MigrationScript_InDeploy_IsThatOfTheMigrations()
    {
        var made = MigrationScript.Of(MigrationsSqlGenerationOptions.Idempotent).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("TOOLREGISTRY_UPDATE") == "1")
            File.WriteAllText(Committed, made);
        Assert.True(made == File.ReadAllText(Committed).ReplaceLineEndings("\n"), "deploy/sql-server/toolregistry.sql is not that of the migrations: run deploy/sql-server/make.sh, or this test with TOOLREGISTRY_UPDATE=1.");
    }

    [Fact]
    public void ColumnsThatTheServiceMayNotChange_AreThoseOfTheAuditLog_ButForWhatCanBeRedacted()
    {
        var grants = File.ReadAllText(ProjectFolder.Of("deploy", "sql-server", "grants.sql"));
        using var db = TwinDatabase.Open();
        var audit = db.Model.GetEntityTypes().Single(e => e.ClrType == typeof(AuditRow));
        var denied = audit.GetProperties().Select(p => p.Name).Except(["Owner", "Texts"], StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var line = grants.Split('\n').Single(l => l.StartsWith("DENY UPDATE ON [dbo].[Audit]", StringComparison.Ordinal));
        var named = line.Split('(')[1].Split(')')[0].Split(',').Select(c => c.Trim(' ', '[', ']')).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(denied, named);
    }

    /// <summary>As <c>sqlcmd</c> puts values in the place of its variables before a server sees the script.</summary>
    private static string WithValues(string script) => script.Replace("$(Above)", "4711", StringComparison.Ordinal);
}
