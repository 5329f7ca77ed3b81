using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using ToolRegistry.Infrastructure.Persistence;

#pragma warning disable EF1001 // The seam through which every query of EF Core passes is not a public one.

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>
/// Stands in the service's context. Every query, however it is run, passes here once its captured values have become
/// parameters; the twin then makes of the same query, with the same values, what it would send to SQL Server.
/// </summary>
internal sealed class TwinQueryCompiler(
    IQueryContextFactory queryContextFactory,
    ICompiledQueryCache compiledQueryCache,
    ICompiledQueryCacheKeyGenerator compiledQueryCacheKeyGenerator,
    IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger,
    ICurrentDbContext currentContext,
    IEvaluatableExpressionFilter evaluatableExpressionFilter,
    IModel model)
    : QueryCompiler(queryContextFactory, compiledQueryCache, compiledQueryCacheKeyGenerator, database, logger, currentContext, evaluatableExpressionFilter, model)
{
    private static readonly MethodInfo RunMethod = typeof(TwinQueryCompiler).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly TwinDatabase twin = currentContext.Context.GetService<TwinDatabase>();

    public override Expression ExtractParameters(Expression query, Dictionary<string, object?> parameters, IDiagnosticsLogger<DbLoggerCategory.Query> logger, bool compiledQuery = false, bool generateContextAccessors = false)
    {
        var extracted = base.ExtractParameters(query, parameters, logger, compiledQuery, generateContextAccessors);
        Mirror(extracted, parameters);
        return extracted;
    }

    private void Mirror(Expression query, Dictionary<string, object?> parameters)
    {
        try
        {
            var statements = twin.Record(db =>
            {
                var same = new OnModel(db.Model).Visit(query);
                RunMethod.MakeGenericMethod(ResultOf(query.Type)).Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [db, same, parameters], culture: null);
            });
            if (statements != 1)
                twin.Fail($"{statements} statements instead of one: {query.Print()}");
        }
        catch (Exception failure)
        {
            twin.Fail($"{failure.Message}\n{query.Print()}");
        }
    }

    private static Type ResultOf(Type query) =>
        query.GetInterfaces().Append(query).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQueryable<>)) is { } sequence
            ? typeof(IEnumerable<>).MakeGenericType(sequence.GenericTypeArguments)
            : query;

    private static void Run<TResult>(SqlServerRegisterDbContext db, Expression query, Dictionary<string, object?> parameters)
    {
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var (name, value) in parameters)
            context.Parameters.Add(name, value);
        var key = db.GetService<ICompiledQueryCacheKeyGenerator>().GenerateCacheKey(query, async: false);
        var compiled = db.GetService<ICompiledQueryCache>().GetOrAddQuery(key, () => db.GetService<IDatabase>().CompileQuery<TResult>(query, async: false));
        if (compiled(context) is IEnumerable rows and not string)
        {
            foreach (var _ in rows)
                throw new InvalidOperationException("A twin without a server has no rows.");
        }
    }

    /// <summary>Puts the twin's tables in the place of the service's.</summary>
    private sealed class OnModel(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node)
        {
            if (node is not EntityQueryRootExpression root)
                return base.VisitExtension(node);
            return root.GetType() == typeof(EntityQueryRootExpression)
                ? new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!)
                : throw new NotSupportedException($"{root.GetType().Name} is one provider's own.");
        }
    }
}
