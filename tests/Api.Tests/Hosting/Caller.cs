using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolRegistry.Api.Tests.Hosting;

/// <summary>Someone who calls the API, with or without a token.</summary>
internal sealed class Caller(Uri address, string? token)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public string? Token => token;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body = null, string? etag = null, string? key = null) => SendAsync(HttpMethod.Post, path, body, etag, key);

    public Task<Answer> PutAsync(string path, object body, string? etag = null) => SendAsync(HttpMethod.Put, path, body, etag);

    /// <summary>Reads the record behind the path for its ETag, and posts a verb to it.</summary>
    public async Task<Answer> VerbAsync(string record, string verb, object? body = null) =>
        await PostAsync($"{record}/{verb}", body, (await GetAsync(record)).ETag ?? "*");

    /// <summary>Reads the record behind the path for its ETag, and puts another in its place.</summary>
    public async Task<JsonNode> EditAsync(string record, object body) =>
        (await PutAsync(record, body, (await GetAsync(record)).ETag ?? "*")).Expect(200);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? etag = null, string? key = null)
    {
        using var content = body switch
        {
            null => null,
            HttpContent ready => ready,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json"),
        };
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await SendAsync(request);
    }

    /// <summary>Sends a request that the caller made up, header by header; a relative address is of this service.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(address, request.RequestUri!);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Text, string? MediaType, string? ETag, Uri? Location, HttpResponseHeaders Headers)
{
    public byte[] Bytes { get; private init; } = [];

    public HttpContentHeaders ContentHeaders { get; private init; } = null!;

    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    public string? Code => MediaType == "application/problem+json" ? Json["code"]?.GetValue<string>() : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.ETag?.ToString(),
        response.Headers.Location,
        response.Headers)
    {
        Bytes = await response.Content.ReadAsByteArrayAsync(),
        ContentHeaders = response.Content.Headers,
    };

    /// <summary>The body, if the status is the one expected.</summary>
    public JsonNode Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return Text.Length == 0 ? new JsonObject() : Json;
    }

    /// <summary>The problem, if status and code are the ones expected.</summary>
    public JsonNode ExpectProblem(int status, string code)
    {
        Assert.True(Status == status && Code == code, $"Expected {status} {code}, got {Status}: {Text}");
        return Json;
    }
}
