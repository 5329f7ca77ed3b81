using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>
/// What can be known of T-SQL without a server: that it parses, and that a model of the database holds every table and
/// column that it names, each statement standing in the model as the body of a procedure.
/// </summary>
internal sealed class TSqlProof
{
    private readonly List<string> scripts;
    private int procedures;

    public TSqlProof(IEnumerable<string> schema) => scripts = [.. schema];

    /// <summary>The errors of the parser of SQL Server 2022.</summary>
    public static IReadOnlyList<string> ParseErrors(string sql)
    {
        Parse(sql, out var errors);
        return [.. errors.Select(e => $"({e.Line},{e.Column}) {e.Message}")];
    }

    public static TSqlScript Parse(string sql, out IList<ParseError> errors)
    {
        using var reader = new StringReader(sql);
        return (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    /// <summary>The statement as the body of a procedure whose parameters are the command's.</summary>
    public static string AsProcedure(string name, TSqlStatementText statement)
    {
        var parameters = string.Join(", ", statement.Parameters.Select(p => $"{p.Name} {p.Type}"));
        return $"CREATE PROCEDURE [dbo].[{name}] {parameters}\nAS\nBEGIN\n{statement.Text}\nEND";
    }

    public void Add(TSqlStatementText statement) => scripts.Add(AsProcedure($"q{++procedures:000}", statement));

    /// <summary>All that is wrong. What is unresolved is a warning to the model, because a server resolves it at the first run; here it is an error.</summary>
    public IReadOnlyList<string> Problems()
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        try
        {
            model.AddObjects(string.Join("\nGO\n", scripts));
        }
        catch (DacModelException unreadable)
        {
            return [unreadable.Message];
        }

        return [.. model.Validate().Select(m => $"{m.MessageType} {m.Prefix}{m.Number}: {m.Message}")];
    }
}

/// <summary>A parameter as it is declared: <c>@p0</c>, <c>nvarchar(64)</c>.</summary>
internal sealed record TSqlParameter(string Name, string Type)
{
    public static TSqlParameter Of(SqlParameter parameter) => new(parameter.ParameterName, parameter.SqlDbType switch
    {
        SqlDbType.NVarChar => $"nvarchar({(parameter.Size is > 0 and <= 4_000 ? parameter.Size : "max")})",
        SqlDbType.VarChar => $"varchar({(parameter.Size is > 0 and <= 8_000 ? parameter.Size : "max")})",
        SqlDbType.VarBinary => $"varbinary({(parameter.Size is > 0 and <= 8_000 ? parameter.Size : "max")})",
        var type => type.ToString().ToLowerInvariant(),
    });
}

/// <summary>One statement that would have gone to SQL Server.</summary>
internal sealed record TSqlStatementText(string Text, IReadOnlyList<TSqlParameter> Parameters);
