using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ToolRegistry.Client;

/// <summary>How every method of the client asks: addresses, headers, and what comes back.</summary>
internal sealed class Calls(HttpClient http)
{
    private const string ProblemType = "application/problem+json";

    /// <summary>An address below <c>/v1</c> with the parameters that have a value.</summary>
    public static string Address(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var query = string.Join('&', parameters.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>The parameters of a list's page.</summary>
    public static IEnumerable<(string Name, string? Value)> Of(PageRequest page) => [("limit", page.Limit?.ToString()), ("cursor", page.Cursor), ("sort", page.Sort)];

    public Task<Answer<T>> GetAsync<T>(string address, CancellationToken ct) => SendAsync<T>(Request(HttpMethod.Get, address), ct);

    /// <summary>Reads an answer that is no JSON.</summary>
    public async Task<ReadOnlyMemory<byte>> GetAsync(string address, string mediaType, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
        var content = await ContentAsync(response, ct).ConfigureAwait(false);
        return response.Content.Headers.ContentType?.MediaType == mediaType ? content : throw NoAnswer(response.StatusCode);
    }

    /// <summary>Reads an answer that is no JSON as it comes, however long it is. Who gets it closes it.</summary>
    public async Task<Stream> OpenAsync(string address, string mediaType, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, address);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == mediaType)
            return await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        using (response)
        {
            await ContentAsync(response, ct).ConfigureAwait(false);
            throw NoAnswer(response.StatusCode);
        }
    }

    public Task<Answer<T>> PostAsync<T>(string address, object? body, string? ifMatch, string? idempotencyKey, CancellationToken ct) =>
        SendAsync<T>(Request(HttpMethod.Post, address, body, ifMatch, idempotencyKey), ct);

    /// <summary>Sends a document as its bytes are; it is closed.</summary>
    public Task<Answer<T>> PostAsync<T>(string address, Stream document, CancellationToken ct)
    {
        var request = Request(HttpMethod.Post, address);
        request.Content = new StreamContent(document);
        return SendAsync<T>(request, ct);
    }

    public Task<Answer<T>> PutAsync<T>(string address, object body, string ifMatch, CancellationToken ct) =>
        SendAsync<T>(Request(HttpMethod.Put, address, body, ifMatch), ct);

    private static HttpRequestMessage Request(HttpMethod method, string address, object? body = null, string? ifMatch = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, new Uri($"v1/{address}", UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return request;
    }

    private async Task<Answer<T>> SendAsync<T>(HttpRequestMessage message, CancellationToken ct)
    {
        using var request = message;
        using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
        var content = await ContentAsync(response, ct).ConfigureAwait(false);
        return new Answer<T>(Read<T>(content) ?? throw NoAnswer(response.StatusCode), response.Headers.ETag?.ToString(), content);
    }

    private static async Task<byte[]> ContentAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var content = await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return content;
        throw response.Content.Headers.ContentType?.MediaType == ProblemType && Read<Problem>(content) is { } problem
            ? new RegisterException(problem)
            : NoAnswer(response.StatusCode);
    }

    /// <summary>What a proxy or another service sends may be no JSON at all.</summary>
    private static T? Read<T>(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, WireJson.Options);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static HttpRequestException NoAnswer(HttpStatusCode status) =>
        new($"The answer, of status {(int)status}, is not one that ToolRegistry gives.", inner: null, status);
}
