using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>What came of an attempt.</summary>
/// <param name="Failure">Why it failed: a code; null: the receiver took it.</param>
/// <param name="Status">The status of the response, or null.</param>
/// <param name="Response">The beginning of the response, or null.</param>
/// <param name="RetryAfter">How long the receiver asks to wait, or null.</param>
public sealed record PostResult(string? Failure, int? Status = null, string? Response = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the receiver says that it is gone for good (RFC 9110, 410).</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>
/// Posts to addresses that people entered, so it trusts neither name nor answer: a name is resolved once and connected to only where
/// every address it stands for is permitted; nothing is followed, and time and size of the answer are bounded.
/// </summary>
public sealed class WebhookPost : IDisposable
{
    private const int MaxHeadersKiB = 16;

    private readonly HttpMessageInvoker http;
    private readonly IReadOnlyList<IPNetwork> allowed;
    private readonly WebhookOptions options;
    private readonly TimeProvider clock;

    /// <summary>Makes the client.</summary>
    public WebhookPost(WebhookOptions options, TimeProvider clock)
    {
        (this.options, this.clock, allowed) = (options, clock, options.Networks);
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // Receivers are none of those who take part in a trace.
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MaxHeadersKiB,
            MaxResponseDrainSize = 0,
            // A name may come to stand for another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        });
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>Posts a body once.</summary>
    public async Task<PostResult> SendAsync(Uri address, ReadOnlyMemory<byte> body, MediaTypeHeaderValue mediaType, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken ct)
    {
        using var time = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body), Version = HttpVersion.Version11 };
        request.Content.Headers.ContentType = mediaType;
        request.Headers.UserAgent.ParseAdd("ToolRegistry");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            var text = await BeginningAsync(response, either.Token);
            return response.IsSuccessStatusCode
                ? new PostResult(Failure: null, status, text)
                : new PostResult(status is >= 300 and < 400 ? "redirect" : string.Create(CultureInfo.InvariantCulture, $"status-{status}"), status, text, RetryAfter(response));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return new PostResult(time.IsCancellationRequested ? "timeout" : CodeOf(failure));
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>The beginning of the answer. Its status has said all that counts, so whatever is wrong with the rest is of no matter.</summary>
    private static async Task<string?> BeginningAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = new byte[DeliveryAttempt.MaxResponse];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            int read;
            while (length < buffer.Length && (read = await stream.ReadAsync(buffer.AsMemory(length), ct)) > 0)
                length += read;
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            // As much of it as came.
        }

        return length == 0 ? null : Shown(Encoding.UTF8.GetString(buffer, 0, length));
    }

    private static string Shown(string text) => string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c));

    private static string CodeOf(Exception failure) => failure switch
    {
        AddressRefusedException => AddressRefusedException.Code,
        HttpRequestException { InnerException: AddressRefusedException } => AddressRefusedException.Code,
        HttpRequestException { InnerException: AuthenticationException } => "tls-failed",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "name-unknown",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => "name-unknown",
        HttpRequestException { InnerException: SocketException } => "connection-failed",
        _ => "no-answer",
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        // All of them: a name that stands for an inner address too is not one that was entered in good faith.
        if (!addresses.All(IsPermitted))
            throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsPermitted(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return PublicAddresses.Contain(plain) || allowed.Any(network => network.Contains(plain));
    }

    private sealed class AddressRefusedException : IOException
    {
        public const string Code = "address-refused";
    }
}
