using System.Runtime.CompilerServices;

namespace ToolRegistry.Client;

/// <summary>Which page of a list.</summary>
/// <param name="Limit">How many records at most, 1 to 200; null: 50.</param>
/// <param name="Cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null: the first page.</param>
/// <param name="Sort">By what, with <c>-</c> before it for descending; null: as the list does by itself.</param>
public sealed record PageRequest(int? Limit = null, string? Cursor = null, string? Sort = null)
{
    /// <summary>The most records of one page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Reads a list page by page, to its end or until enough records are read.</summary>
    /// <param name="list">Reads one page.</param>
    /// <param name="sort">By what; null: as the list does by itself.</param>
    /// <param name="atMost">How many records; null: all.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RegisterException">The service refused.</exception>
    /// <exception cref="HttpRequestException">The service can't be reached, or its list has no end.</exception>
    public static async IAsyncEnumerable<Answer<Page<T>>> ReadAsync<T>(Func<PageRequest, CancellationToken, Task<Answer<Page<T>>>> list, string? sort, int? atMost, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var (left, cursor) = (atMost ?? int.MaxValue, (string?)null);
        do
        {
            var page = await list(new PageRequest(Math.Min(left, MaxLimit), cursor, sort), ct).ConfigureAwait(false);
            if (page.Body.NextCursor is { } next && (next == cursor || page.Body.Items.Count == 0))
                throw new HttpRequestException("The service gave the same page again.");
            yield return page;
            left -= page.Body.Items.Count;
            cursor = page.Body.NextCursor;
        }
        while (cursor is not null && left > 0);
    }
}
