using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Insights;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>
/// The answer to a single check as bytes, around the instant for which it is given: all else in it is constant until
/// <see cref="VerdictView.ValidUntil"/>.
/// </summary>
internal sealed class CheckAnswer
{
    private const int MaxFreshness = 30;
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    private static readonly string[] PublicFreshness = [.. Enumerable.Range(0, MaxFreshness + 1).Select(s => string.Create(CultureInfo.InvariantCulture, $"public, max-age={s}"))];
    private static readonly string[] PrivateFreshness = [.. Enumerable.Range(0, MaxFreshness + 1).Select(s => string.Create(CultureInfo.InvariantCulture, $"private, max-age={s}"))];

    private readonly byte[] before;
    private readonly byte[] after;
    private readonly DateTimeOffset at;
    private readonly DateTimeOffset? validUntil;
    private readonly string etag;

    public CheckAnswer(VerdictView verdict, JsonSerializerOptions json, CheckUse[] uses)
    {
        (at, validUntil, Uses) = (verdict.At, verdict.ValidUntil, uses);
        var whole = JsonSerializer.SerializeToUtf8Bytes(verdict, json).AsSpan();
        // A quote inside a text is escaped, so this is the member and nothing else.
        var start = whole.IndexOf(",\"at\":\""u8) + ",\"at\":\""u8.Length;
        before = whole[..start].ToArray();
        after = whole[(start + whole[start..].IndexOf((byte)'"'))..].ToArray();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. before, .. after], hash);
        // Weak, because the instant is another each time.
        etag = $"W/\"{Convert.ToHexStringLower(hash[..12])}\"";
    }

    /// <summary>What is counted when it is given.</summary>
    public CheckUse[] Uses { get; }

    /// <summary>How much memory it takes, in bytes.</summary>
    public int Size => before.Length + after.Length + 200;

    /// <summary>Whether it is the answer at another instant, too.</summary>
    public bool HoldsAt(DateTimeOffset instant) => instant >= at && (validUntil is not { } until || instant < until);

    /// <summary>Gives the answer for an instant at which it holds.</summary>
    /// <param name="http">Who asked.</param>
    /// <param name="instant">The instant, in the zone in which it is to be written.</param>
    /// <param name="now">From when its freshness counts.</param>
    /// <param name="isPublic">Whether anyone gets the same.</param>
    /// <param name="age">How old the snapshot is, where that must be said.</param>
    public Task WriteAsync(HttpContext http, DateTimeOffset instant, DateTimeOffset now, bool isPublic, TimeSpan? age)
    {
        var response = http.Response;
        response.Headers.ETag = etag;
        response.Headers.CacheControl = (isPublic ? PublicFreshness : PrivateFreshness)[FreshFor(now)];
        response.Headers.Vary = "Authorization";
        SnapshotAge.Say(response, age);
        var known = http.Request.Headers.IfNoneMatch;
        if (known.Count > 0 && IsAmong(known.ToString()))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        Span<byte> text = stackalloc byte[40];
        instant.TryFormat(text, out var length, InstantFormat, CultureInfo.InvariantCulture);
        var size = before.Length + length + after.Length;
        response.ContentLength = size;
        var body = response.BodyWriter.GetSpan(size);
        before.CopyTo(body);
        text[..length].CopyTo(body[before.Length..]);
        after.CopyTo(body[(before.Length + length)..]);
        response.BodyWriter.Advance(size);
        return Task.CompletedTask;
    }

    /// <summary>An answer is fresh for half a minute at most, and never beyond the instant at which it changes by itself.</summary>
    private int FreshFor(DateTimeOffset now) => validUntil is { } until ? (int)Math.Clamp(Math.Floor((until - now).TotalSeconds), 0, MaxFreshness) : MaxFreshness;

    /// <summary>The weak comparison of RFC 9110, section 13.1.2.</summary>
    private bool IsAmong(string tags) => tags.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag == etag || tag == etag[2..]);
}
