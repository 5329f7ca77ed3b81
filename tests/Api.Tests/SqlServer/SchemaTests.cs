using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>The migrations for SQL Server, proven without one.</summary>
public sealed class SchemaTests
{
    private const int MaxClusteredKeyBytes = 900;
    private const int MaxNonclusteredKeyBytes = 1_700;
    private const int MaxKeyColumns = 32;

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void Script_EveryBatch_Parses(MigrationsSqlGenerationOptions options) =>
        Assert.Empty(TSqlProof.ParseErrors(MigrationScript.Of(options)));

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void Script_UsesNothingThatCompatibleEnginesLack(MigrationsSqlGenerationOptions options)
    {
        var script = MigrationScript.Of(options);
        Assert.Empty(ForbiddenConstructs.In(script));
        // Not even in text that is executed later.
        foreach (var words in new[] { "MERGE ", "UPDLOCK", "READPAST", "JSON_MODIFY", "ALTER COLUMN" })
            Assert.DoesNotContain(words, script, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Schema_IsSoundInItself()
    {
        Assert.NotEmpty(MigrationScript.Schema);
        var proof = new TSqlProof(MigrationScript.Schema);
        Assert.Empty(proof.Problems());
    }

    [Fact]
    public void Schema_HasEveryTableOfTheModel()
    {
        using var db = TwinDatabase.Open();
        var created = MigrationScript.Schema.Where(s => s.StartsWith("CREATE TABLE", StringComparison.Ordinal)).ToArray();
        Assert.All(TablesOf(db), table => Assert.Contains(created, s => s.StartsWith($"CREATE TABLE [{table.Name}] (", StringComparison.Ordinal)));
    }

    [Fact]
    public void SeedRows_FitTheirTables()
    {
        var proof = new TSqlProof(MigrationScript.Schema);
        foreach (var insert in MigrationScript.Inserts)
            proof.Add(new TSqlStatementText(insert, []));
        Assert.Empty(proof.Problems());
    }

    [Fact]
    public void Key_EveryOne_FitsSqlServersLimits()
    {
        using var db = TwinDatabase.Open();
        var keys = TablesOf(db).SelectMany(table => table.UniqueConstraints
            .Select(k => (k.Name, k.Columns, Max: k.GetIsPrimaryKey() ? MaxClusteredKeyBytes : MaxNonclusteredKeyBytes))
            .Concat(table.Indexes.Select(i => (i.Name, i.Columns, Max: MaxNonclusteredKeyBytes)))).ToArray();

        Assert.NotEmpty(keys);
        Assert.All(keys, key =>
        {
            Assert.True(key.Columns.Count <= MaxKeyColumns, $"{key.Name} has {key.Columns.Count} columns.");
            var bytes = key.Columns.Sum(BytesOf);
            Assert.True(bytes <= key.Max, $"{key.Name} is {bytes} bytes wide, of {key.Max}.");
        });
    }

    [Fact]
    public void Model_IsWhatTheMigrationsForSqlServerMake()
    {
        using var db = TwinDatabase.Open();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Model_IsWhatTheMigrationsForSqliteMake()
    {
        using var db = new SqliteRegisterDbContext(new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite("Data Source=:memory:").Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static IEnumerable<ITable> TablesOf(SqlServerRegisterDbContext db) => db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;

    private static long BytesOf(IColumn column)
    {
        var parts = column.StoreType.Split('(', ')');
        return parts[0] switch
        {
            "bit" => 1,
            "date" => 3,
            "int" => 4,
            "bigint" => 8,
            "uniqueidentifier" => 16,
            "nvarchar" when parts[1] != "max" => 2 * int.Parse(parts[1], CultureInfo.InvariantCulture),
            "nvarchar" => int.MaxValue,
            var type => throw new NotSupportedException($"How wide a {type} is is not known here."),
        };
    }
}

/// <summary>The script that the migrations for SQL Server make, and its parts.</summary>
internal static class MigrationScript
{
    private static readonly string Plain = Of(MigrationsSqlGenerationOptions.Default);

    /// <summary>The statements that make tables and indexes.</summary>
    public static IReadOnlyList<string> Schema { get; } = WithColumnsInTheirTables([.. Statements(Plain).Where(s => s is CreateTableStatement or CreateIndexStatement or AlterTableStatement)]);

    /// <summary>The statements that put the first rows in.</summary>
    public static IReadOnlyList<string> Inserts { get; } = [.. Statements(Plain).OfType<InsertStatement>().Select(TextOf).Where(s => !s.Contains("__EFMigrationsHistory", StringComparison.Ordinal))];

    public static string Of(MigrationsSqlGenerationOptions options)
    {
        using var db = TwinDatabase.Open();
        return db.GetService<IMigrator>().GenerateScript(options: options);
    }

    /// <summary>A model of a schema has no columns that are added later: they stand in the statement that makes their table.</summary>
    private static string[] WithColumnsInTheirTables(IReadOnlyList<TSqlStatement> statements)
    {
        var added = statements.OfType<AlterTableAddTableElementStatement>().Where(s => s.Definition.ColumnDefinitions.Count > 0).ToArray();
        var texts = new List<string>();
        foreach (var statement in statements.Except(added))
        {
            var columns = statement is CreateTableStatement table ? added.Where(a => a.SchemaObjectName.BaseIdentifier.Value == table.SchemaObjectName.BaseIdentifier.Value).SelectMany(a => a.Definition.ColumnDefinitions).ToArray() : [];
            texts.Add(columns.Length == 0 ? TextOf(statement) : With((CreateTableStatement)statement, columns));
        }

        return [.. texts];
    }

    private static string With(CreateTableStatement table, IEnumerable<ColumnDefinition> columns)
    {
        foreach (var column in columns)
            table.Definition.ColumnDefinitions.Add(column);
        new Sql160ScriptGenerator().GenerateScript(table, out var text);
        return text;
    }

    private static IEnumerable<TSqlStatement> Statements(string script) => TSqlProof.Parse(script, out _).Batches.SelectMany(b => b.Statements);

    private static string TextOf(TSqlStatement statement) => Plain.Substring(statement.StartOffset, statement.FragmentLength);
}
