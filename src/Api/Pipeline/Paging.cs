using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Pipeline;

/// <summary>What every list route takes.</summary>
/// <param name="Limit">How many at most, 1 to 200; 50 unless given.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Sort">By what, with <c>-</c> before it for descending.</param>
internal readonly record struct PageQuery(int? Limit, string? Cursor, string? Sort);

/// <summary>One way to sort a list.</summary>
internal abstract record Sort<T>(string Name)
{
    public static Sort<T> By<TKey>(string name, Expression<Func<T, TKey>> key) => new KeySort<T, TKey>(name, key);

    public abstract IOrderedQueryable<T> Order(IQueryable<T> source, bool descending);

    public abstract IOrderedQueryable<T> ThenOrder(IOrderedQueryable<T> source, bool descending);

    /// <summary>The values behind a position: <c>key &gt; value</c>, and <c>key = value</c>.</summary>
    public abstract (Expression<Func<T, bool>> Beyond, Expression<Func<T, bool>> Same) Around(JsonElement value, bool descending);

    public abstract IOrderedEnumerable<T> Order(IEnumerable<T> source, bool descending);

    public abstract IOrderedEnumerable<T> ThenOrder(IOrderedEnumerable<T> source, bool descending);

    /// <summary>Compares rows in memory with a position.</summary>
    public abstract Func<T, int> Against(JsonElement value);

    public abstract object? ValueOf(T row);
}

/// <summary>A sort by a key that the database can compare.</summary>
internal sealed record KeySort<T, TKey>(string Name, Expression<Func<T, TKey>> Key) : Sort<T>(Name)
{
    // In memory text compares by code unit too, as it does in the database.
    private static readonly IComparer<TKey> InMemory = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : Comparer<TKey>.Default;

    private readonly Func<T, TKey> read = Key.Compile();

    public override IOrderedQueryable<T> Order(IQueryable<T> source, bool descending) => descending ? source.OrderByDescending(Key) : source.OrderBy(Key);

    public override IOrderedQueryable<T> ThenOrder(IOrderedQueryable<T> source, bool descending) => descending ? source.ThenByDescending(Key) : source.ThenBy(Key);

    public override IOrderedEnumerable<T> Order(IEnumerable<T> source, bool descending) => descending ? source.OrderByDescending(read, InMemory) : source.OrderBy(read, InMemory);

    public override IOrderedEnumerable<T> ThenOrder(IOrderedEnumerable<T> source, bool descending) => descending ? source.ThenByDescending(read, InMemory) : source.ThenBy(read, InMemory);

    public override Func<T, int> Against(JsonElement value)
    {
        var position = value.Deserialize<TKey>()!;
        return row => InMemory.Compare(read(row), position);
    }

    public override object? ValueOf(T row) => read(row);

    public override (Expression<Func<T, bool>> Beyond, Expression<Func<T, bool>> Same) Around(JsonElement value, bool descending)
    {
        // A member of a captured object becomes a parameter of the query; a constant would make a query of its own for each page.
        var position = Expression.Property(Expression.Constant(new Position(value.Deserialize<TKey>()!)), nameof(Position.Value));
        Expression beyond = typeof(TKey) == typeof(string)
            ? Compare(Expression.Call(typeof(string), nameof(string.Compare), typeArguments: null, Key.Body, position), Expression.Constant(0), descending)
            : Compare(Key.Body, position, descending);
        return (Expression.Lambda<Func<T, bool>>(beyond, Key.Parameters), Expression.Lambda<Func<T, bool>>(Expression.Equal(Key.Body, position), Key.Parameters));
    }

    private static BinaryExpression Compare(Expression left, Expression right, bool descending) =>
        descending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);

    private sealed record Position(TKey Value);
}

/// <summary>Cursor pagination: a page begins beyond where the one before ended, whatever was added meanwhile.</summary>
internal static class Paging
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <param name="source">What is listed.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="id">Sorts what is equal; unique.</param>
    /// <param name="sorts">The other ways to sort; the first is the default, <paramref name="id"/> when there is none.</param>
    /// <param name="view">Makes the wire record.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="DomainException"><c>page.limit</c>, <c>page.sort</c>, <c>page.cursor</c></exception>
    public static async Task<Page<TView>> ToPageAsync<T, TView>(this IQueryable<T> source, PageQuery query, Sort<T> id, IReadOnlyList<Sort<T>> sorts, Func<T, TView> view, CancellationToken ct)
    {
        var (limit, sort, descending) = Read(query, [id, .. sorts]);
        if (query.Cursor is { } cursor)
            source = Beyond(source, sort, id, descending, CursorOf(cursor, sort, descending));
        var ordered = sort.Order(source, descending);
        var rows = await (sort.Name == id.Name ? ordered : id.ThenOrder(ordered, descending)).Take(limit + 1).ToListAsync(ct);
        return PageOf(rows, limit, sort, id, descending, view);
    }

    /// <summary>Pages what is put together in memory.</summary>
    /// <param name="source">What is listed.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="id">Sorts what is equal; unique, and no sort that can be asked for.</param>
    /// <param name="sorts">The ways to sort; the first is the default.</param>
    /// <param name="view">Makes the wire record.</param>
    /// <exception cref="DomainException"><c>page.limit</c>, <c>page.sort</c>, <c>page.cursor</c></exception>
    public static Page<TView> ToPage<T, TView>(this IEnumerable<T> source, PageQuery query, Sort<T> id, IReadOnlyList<Sort<T>> sorts, Func<T, TView> view)
    {
        var (limit, sort, descending) = Read(query, sorts);
        if (query.Cursor is { } cursor)
            source = Beyond(source, sort, id, descending, CursorOf(cursor, sort, descending));
        return PageOf([.. id.ThenOrder(sort.Order(source, descending), descending).Take(limit + 1)], limit, sort, id, descending, view);
    }

    private static (int Limit, Sort<T> Sort, bool Descending) Read<T>(PageQuery query, IReadOnlyList<Sort<T>> sorts)
    {
        var limit = query.Limit ?? DefaultLimit;
        if (limit is < 1 or > MaxLimit)
            throw DomainException.Invalid("page.limit", $"A page has 1 to {MaxLimit} records.", "limit");
        return (limit, SortOf(query.Sort?.TrimStart('-'), sorts), query.Sort?.StartsWith('-') == true);
    }

    /// <summary>Makes the page of rows that are one more than it holds if there is another page.</summary>
    private static Page<TView> PageOf<T, TView>(List<T> rows, int limit, Sort<T> sort, Sort<T> id, bool descending, Func<T, TView> view)
    {
        var next = rows.Count > limit ? Write(new Cursor(sort.Name, descending, sort.ValueOf(rows[limit - 1]), id.ValueOf(rows[limit - 1]))) : null;
        return new Page<TView>([.. rows.Take(limit).Select(view)], next);
    }

    private static Sort<T> SortOf<T>(string? name, IReadOnlyList<Sort<T>> sorts) =>
        name is null ? sorts[0]
        : sorts.FirstOrDefault(s => s.Name == name)
        ?? throw DomainException.Invalid("page.sort", $"Sort by one of {string.Join(", ", sorts.Select(s => s.Name))}, with - before it for descending.", "sort");

    private static IQueryable<T> Beyond<T>(IQueryable<T> source, Sort<T> sort, Sort<T> id, bool descending, Cursor cursor)
    {
        try
        {
            var (beyond, same) = sort.Around((JsonElement)cursor.Key!, descending);
            if (sort.Name == id.Name)
                return source.Where(beyond);
            var (beyondId, _) = id.Around((JsonElement)cursor.Id!, descending);
            var row = beyond.Parameters[0];
            var tie = Expression.AndAlso(same.Body.Replace(same.Parameters[0], row), beyondId.Body.Replace(beyondId.Parameters[0], row));
            return source.Where(Expression.Lambda<Func<T, bool>>(Expression.OrElse(beyond.Body, tie), row));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidCastException or InvalidOperationException or NullReferenceException)
        {
            throw BadCursor();
        }
    }

    private static IEnumerable<T> Beyond<T>(IEnumerable<T> source, Sort<T> sort, Sort<T> id, bool descending, Cursor cursor)
    {
        try
        {
            var (key, tie) = (sort.Against((JsonElement)cursor.Key!), id.Against((JsonElement)cursor.Id!));
            return source.Where(row => (key(row) is not 0 and var order ? order : tie(row)) is var distance && (descending ? distance < 0 : distance > 0));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw BadCursor();
        }
    }

    private static Cursor CursorOf<T>(string text, Sort<T> sort, bool descending)
    {
        try
        {
            var base64 = text.Replace('-', '+').Replace('_', '/');
            var cursor = JsonSerializer.Deserialize<Cursor>(Convert.FromBase64String(base64 + new string('=', (4 - base64.Length % 4) % 4)));
            return cursor is { Key: JsonElement, Id: JsonElement } && cursor.Sort == sort.Name && cursor.Descending == descending ? cursor : throw BadCursor();
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            throw BadCursor();
        }
    }

    private static string Write(Cursor cursor) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(cursor)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static DomainException BadCursor() =>
        DomainException.Invalid("page.cursor", "The cursor is not one that this list gave for this sort: begin again without it.", "cursor");

    private static Expression Replace(this Expression body, ParameterExpression from, ParameterExpression to) => new Replacer(from, to).Visit(body);

    private sealed record Cursor(string Sort, bool Descending, object? Key, object? Id);

    private sealed class Replacer(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
