using Microsoft.Net.Http.Headers;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Which form of an answer the asker wants: proactive negotiation by Accept (RFC 9110, section 12.5.1).</summary>
internal static class Negotiation
{
    /// <summary>
    /// Whether the asker would rather have a form than the usual one: because of a higher quality or, at the same, because it
    /// is named more closely. Whoever says nothing that can be read, or names neither, gets the usual one rather than a refusal.
    /// </summary>
    public static bool Prefers(this HttpRequest request, string form, string usual)
    {
        var accept = request.GetTypedHeaders().Accept;
        var (wanted, other) = (Liking(accept, form), Liking(accept, usual));
        return wanted.Quality > 0 && wanted.CompareTo(other) > 0;
    }

    private static (double Quality, int Closeness) Liking(IEnumerable<MediaTypeHeaderValue> accept, string form)
    {
        var type = new MediaTypeHeaderValue(form) { Charset = "utf-8" };
        // The range that names a form most closely says how much it is wanted.
        return accept.Where(type.IsSubsetOf)
            .Select(range => (Quality: range.Quality ?? 1, Closeness: range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2))
            .OrderByDescending(liking => liking.Closeness)
            .FirstOrDefault();
    }
}
