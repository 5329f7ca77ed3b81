using System.Globalization;
using System.Net;
using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Reads from an HTTP request what every use case needs of it, and refuses what no route takes.</summary>
internal static class Door
{
    private const int MaxKeyLength = 200;

    private static readonly ConditionalWeakTable<RouteEndpoint, Dictionary<string, Type>> Parameters = [];

    public static async Task EnterAsync(HttpContext http, Func<Task> next)
    {
        var context = http.RequestServices.GetRequiredService<RequestContext>();
        context.Principal = http.User.Identity is KnownIdentity { Principal: var principal } ? principal : Principal.Anonymous;
        context.CorrelationId = http.TraceIdentifier;
        if (http.GetEndpoint() is RouteEndpoint endpoint)
        {
            context.Route = $"{http.Request.Method} {endpoint.RoutePattern.RawText}";
            RequireSignedIn(endpoint, context.Principal);
            RefuseUnknownParameters(http, endpoint);
            RefuseOtherCharsets(http.Request, endpoint);
            // A header of which a route says nothing means nothing to it.
            var facts = endpoint.Metadata.GetMetadata<RouteFacts>();
            context.IfMatch = facts is { TakesPrecondition: not false } ? IfMatchOf(http.Request) : null;
            context.IdempotencyKey = facts is { TakesIdempotencyKey: true } ? IdempotencyKeyOf(http.Request) : null;
        }

        await next();
    }

    /// <summary>Marks routes on which nobody has any business without signing in, so that they are refused before their body is read.</summary>
    public sealed class SignedInOnly;

    /// <summary>Marks routes that machines pull from which know nothing but a name and a password: the password is a token.</summary>
    public sealed class TakesBasic;

    private static void RequireSignedIn(RouteEndpoint endpoint, Principal principal)
    {
        if (endpoint.Metadata.GetMetadata<SignedInOnly>() is not null && principal.IsAnonymous)
            throw Permissions.Unauthenticated();
    }

    /// <summary>A misspelt <c>environment</c> must not turn into "unknown environment" in silence.</summary>
    private static void RefuseUnknownParameters(HttpContext http, RouteEndpoint endpoint)
    {
        if (http.Request.Query.Count == 0 || endpoint.Metadata.GetMetadata<SkipParameterCheck>() is not null)
            return;
        var known = Parameters.GetValue(endpoint, ParametersOf);
        RefuseOtherEncodings(http.Request.QueryString);
        foreach (var (name, values) in http.Request.Query)
        {
            if (!known.TryGetValue(name, out var type))
                throw DomainException.Invalid("request.unknown-parameter", $"There is no parameter {name} here; there are: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.", name);
            if (values.Count > 1 && !type.IsArray)
                throw DomainException.Invalid("request.repeated-parameter", $"The parameter {name} stands more than once.", name);
        }
    }

    /// <summary>JSON is UTF-8 (RFC 8259, section 8.1); the framework fails over the name of an encoding that it does not know.</summary>
    private static void RefuseOtherCharsets(HttpRequest request, RouteEndpoint endpoint)
    {
        if (request.ContentType is { } given && endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains(MediaTypeNames.Application.Json, StringComparer.Ordinal) == true
            && MediaTypeHeaderValue.TryParse(given, out var type) && type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
            throw new BadHttpRequestException($"The charset {type.Charset} is not read.", StatusCodes.Status415UnsupportedMediaType);
    }

    /// <summary>What is no UTF-8 would come through as it is written, <c>%ff</c>, and be looked for as that.</summary>
    private static void RefuseOtherEncodings(QueryString query)
    {
        var bytes = WebUtility.UrlDecodeToBytes(Encoding.UTF8.GetBytes(query.Value!), 0, Encoding.UTF8.GetByteCount(query.Value!))!;
        if (!Utf8.IsValid(bytes))
            throw DomainException.Invalid("request.malformed", "The query is not percent-encoded UTF-8.");
    }

    private static Dictionary<string, Type> ParametersOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(p => IsText(p.ParameterInfo.ParameterType) && endpoint.RoutePattern.GetParameter(p.Name) is null)
            .ToDictionary(p => p.Name, p => p.ParameterInfo.ParameterType, StringComparer.OrdinalIgnoreCase);

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(string[]) || (Nullable.GetUnderlyingType(type) ?? type).IsPrimitive;

    /// <summary>Marks pages that are not part of the API.</summary>
    public sealed class SkipParameterCheck;

    private static Precondition? IfMatchOf(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
            return null;
        if (header == "*")
            return Precondition.Any;
        var versions = new List<int>();
        foreach (var tag in header.Split(',', StringSplitOptions.TrimEntries))
        {
            // A weak or foreign tag is well-formed and matches nothing of ours.
            if (!EntityTagHeaderValue.TryParse(tag, out var parsed) || parsed.Tag == "*")
                throw DomainException.Invalid("precondition.malformed", "If-Match is an ETag as it was read, with its quotes, such as \"7\".", "If-Match");
            if (!parsed.IsWeak && int.TryParse(parsed.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                versions.Add(version);
        }

        return new Precondition(versions);
    }

    private static string? IdempotencyKeyOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("Idempotency-Key", out var values))
            return null;
        return values is [{ Length: >= 1 and <= MaxKeyLength } key] && key.All(c => c is > ' ' and < '\x7f')
            ? key
            : throw DomainException.Invalid("idempotency.malformed", $"An Idempotency-Key is 1 to {MaxKeyLength} visible ASCII characters, such as a UUID.", "Idempotency-Key");
    }
}
