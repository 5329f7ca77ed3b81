using System.Net.Http.Headers;
using System.Text;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>Bodies that are no JSON, too large or of another type, and headers that are none, at every operation.</summary>
[Collection(nameof(Unchanged))]
public sealed class BadRequestTests(Samples samples)
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxBatchBytes = 8 * MaxBytes;

    private IEnumerable<Operation> WithBody => samples.Document.Operations.Where(o => o.BodySchema is not null);

    [Fact]
    public Task Body_ThatIsNoJson_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in WithBody)
        {
            var good = samples[operation.Id].Body!.ToJsonString();
            foreach (var text in new[] { "{", "}", "nonsense", "[]", "\"text\"", "12", "true", " ", $"{good}x", $"{good}{good}", $"[{good}]", $"{good[..^1]},}}", $"/* no */{good}", good.Replace('"', '\''), "\uFEFF\uFEFF{}" })
                await refusals.BodyAsync(operation, text, $"the body {text[..Math.Min(text.Length, 20)]}", 400, "request.malformed");
        }
    });

    [Fact]
    public Task Body_ThatIsNoUtf8_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in WithBody)
        {
            var good = samples[operation.Id].Body!.ToJsonString();
            var bytes = Encoding.UTF8.GetBytes(good);
            bytes[Array.IndexOf(bytes, (byte)':') + 2] = 0xff;
            await refusals.BodyAsync(operation, Json(bytes), "a byte that is no UTF-8", 400, "request.malformed");
        }
    });

    [Fact]
    public Task Body_ThatIsEmptyOrNull_IsRefusedWhereItMustBeGiven() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in WithBody.Where(o => o.RequiresBody))
        {
            await refusals.BodyAsync(operation, Json([]), "an empty body", 400, "request.malformed");
            await refusals.BodyAsync(operation, "null", "the body null", 400, "request.malformed");
        }
    });

    [Fact]
    public Task Body_InAnotherCharset_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in WithBody)
        {
            foreach (var charset in new[] { "utf-7", "utf-16", "latin1", "unheard-of", "\"\"" })
            {
                var content = Json(Encoding.UTF8.GetBytes(samples[operation.Id].Body!.ToJsonString()));
                content.Headers.Remove("Content-Type");
                content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
                await refusals.BodyAsync(operation, content, $"the charset {charset}", 415, "request.media-type");
            }
        }
    });

    [Fact]
    public Task Body_OfAnotherMediaType_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in WithBody)
        {
            foreach (var type in new[] { "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "text/json+nonsense", null })
            {
                var content = new StringContent(samples[operation.Id].Body!.ToJsonString());
                content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
                await refusals.BodyAsync(operation, content, $"the media type {type}", 415, "request.media-type");
            }
        }
    });

    [Fact]
    public Task Body_ThatIsTooLarge_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in WithBody)
        {
            var sample = samples[operation.Id];
            using var request = new HttpRequestMessage(operation.Method, new Uri(sample.Path, UriKind.Relative));
            // Asked first, the service refuses by the length that is announced, and the body is never sent.
            request.Headers.ExpectContinue = true;
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            request.Content = Json(new byte[(operation.Id == "CheckBatch" ? MaxBatchBytes : MaxBytes) + 1]);
            refusals.Expect(operation, await sample.By.SendAsync(request), "a body that is too large", 413, "request.too-large");
        }
    });

    [Fact]
    public Task IfMatch_Missing_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.Requires("If-Match") == true))
            refusals.Expect(operation, await samples.SendAsync(operation.Id, etag: null), "no If-Match", 428, "precondition.required");
    });

    [Fact]
    public Task IfMatch_OfAnotherState_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.Requires("If-Match") is not null))
        {
            foreach (var etag in new[] { "\"999999\"", "W/\"1\"", "\"0\"", "\"-1\"", "\"\"", "\"99999999999999999999\"", "\"abc\"", "\"998\", \"999\"" })
                refusals.Expect(operation, await samples.SendAsync(operation.Id, etag: etag), $"If-Match {etag}", 412, "precondition.stale");
        }
    });

    [Fact]
    public Task IfMatch_ThatIsNoETag_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.Requires("If-Match") is not null))
        {
            foreach (var etag in new[] { "7", "\"7", "7\"", "\"7\",", ",", "\"7\" \"8\"", "*, \"7\"", "W/7", "'7'" })
                refusals.Expect(operation, await samples.SendAsync(operation.Id, etag: etag), $"If-Match {etag}", 400, "precondition.malformed");
        }
    });

    [Fact]
    public Task IdempotencyKey_ThatIsNone_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.Requires("Idempotency-Key") is not null))
        {
            foreach (var key in new[] { "", "with space", new string('k', 201) })
                refusals.Expect(operation, await samples.SendAsync(operation.Id, key: key), $"Idempotency-Key {key}", 400, "idempotency.malformed");
        }
    });

    [Fact]
    public Task IdempotencyKey_GivenTwice_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.Requires("Idempotency-Key") is not null))
        {
            var sample = samples[operation.Id];
            using var request = new HttpRequestMessage(operation.Method, new Uri(sample.Path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", ["one", "two"]);
            request.Content = sample.Body is { } body ? Json(Encoding.UTF8.GetBytes(body.ToJsonString())) : null;
            refusals.Expect(operation, await sample.By.SendAsync(request), "two Idempotency-Keys", 400, "idempotency.malformed");
        }
    });

    [Fact]
    public async Task Headers_OfWhichAnOperationSaysNothing_AreIgnored()
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.Method == HttpMethod.Get))
            Assert.Equal(200, (await samples.SendAsync(operation.Id, etag: "nonsense", key: "with space")).Status);
    }

    private static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
