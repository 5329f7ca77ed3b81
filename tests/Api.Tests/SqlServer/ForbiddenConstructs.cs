using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>
/// Finds what the register does without, so that the same statements run on SQL Server, Azure SQL and engines that
/// understand T-SQL: MERGE, hints that make a queue of a table, JSON that is changed in place, columns that are altered,
/// values that the server makes, text out of OPENJSON, and functions other than a few plain ones.
/// </summary>
internal sealed class ForbiddenConstructs : TSqlFragmentVisitor
{
    private static readonly HashSet<string> PlainFunctions = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "COUNT_BIG", "MAX", "MIN", "SUM", "LOWER", "OBJECT_ID" };

    private readonly List<string> found = [];

    public static IReadOnlyList<string> In(string sql)
    {
        var visitor = new ForbiddenConstructs();
        TSqlProof.Parse(sql, out _).Accept(visitor);
        return visitor.found;
    }

    public override void Visit(MergeStatement node) => found.Add("MERGE");

    public override void Visit(TableHint node) => found.Add($"the hint {node.HintKind}");

    public override void Visit(AlterTableAlterColumnStatement node) => found.Add("ALTER COLUMN");

    public override void Visit(OutputIntoClause node) => found.Add("OUTPUT INTO");

    public override void Visit(OutputClause node)
    {
        // OUTPUT 1 counts the rows that a change met; anything else asks for values that the server made.
        if (node.SelectColumns is not [SelectScalarExpression { Expression: IntegerLiteral { Value: "1" } }])
            found.Add("OUTPUT of values");
    }

    public override void Visit(OpenJsonTableReference node)
    {
        // Text out of OPENJSON has the database's collation, which does not compare with a column that has its own.
        if (node.SchemaDeclarationItems.Any(i => i.ColumnDefinition.DataType is SqlDataTypeReference { SqlDataTypeOption: not (SqlDataTypeOption.Int or SqlDataTypeOption.BigInt) }))
            found.Add("OPENJSON of text");
    }

    public override void Visit(FunctionCall node)
    {
        if (!PlainFunctions.Contains(node.FunctionName.Value))
            found.Add($"the function {node.FunctionName.Value}");
    }
}
