using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Security;

/// <summary>The section <c>Limits</c>: what one asker may ask in a minute, and how much is written at once. 0: no limit.</summary>
internal sealed record LimitSettings
{
    /// <summary>Requests a minute from one address, of those of whom nothing is known.</summary>
    public int AnonymousPerMinute { get; init; } = 6_000;

    /// <summary>Requests a minute by one token or person.</summary>
    public int KnownPerMinute { get; init; } = 60_000;

    /// <summary>Changes a minute by one token or person, or from one address.</summary>
    public int WritesPerMinute { get; init; } = 600;

    /// <summary>Changes that are worked on at a time; more wait.</summary>
    public int WritesAtOnce { get; init; } = 32;

    /// <summary>Changes that wait; more are refused.</summary>
    public int WritesWaiting { get; init; } = 128;
}

/// <summary>
/// Keeps one asker from taking what all need: each has a number of requests a minute, and another of changes. Changes have a bound
/// of their own on how many are worked on, so that checks are answered while writers press.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<Asker> asks;
    private readonly PartitionedRateLimiter<Asker> writes;
    private readonly PartitionedRateLimiter<Asker> tries;
    private readonly ConcurrencyLimiter? atOnce;

    public RequestLimits(LimitSettings settings, DatabaseOptions database)
    {
        asks = Of(asker => asker.Id is null ? settings.AnonymousPerMinute : settings.KnownPerMinute);
        writes = Of(_ => settings.WritesPerMinute);
        tries = Of(_ => settings.AnonymousPerMinute);
        if (settings.WritesAtOnce == 0)
            return;
        // Whoever waits for the lock of a SQLite file holds a thread, of which checks need some, and one at a time gets it: let the others wait here.
        var permits = database.Provider == DatabaseProvider.Sqlite ? 1 : settings.WritesAtOnce;
        atOnce = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = settings.WritesAtOnce + settings.WritesWaiting - permits, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>Marks what is asked by those who watch over the service.</summary>
    public sealed class Exempt;

    /// <summary>Whether an asker may ask once more; counts it.</summary>
    public bool MayAsk(KnownToken? token, HttpContext http)
    {
        using var lease = asks.AttemptAcquire(token is null ? Asker.Of(http.Connection.RemoteIpAddress) : new Asker(token.Id, default));
        return lease.IsAcquired;
    }

    /// <summary>Whether a token that this replica does not know is asked of the database once more; counts it for its address.</summary>
    public bool MayTry(HttpContext http)
    {
        using var lease = tries.AttemptAcquire(Asker.Of(http.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    /// <summary>Waits for a turn to change the register. Whoever has read a body asks for it, so that a body that trickles in holds up nobody.</summary>
    /// <returns>The turn, to be given back; null where there is no bound.</returns>
    /// <exception cref="DomainException"><c>service.busy</c>: too many wait already, or it waited for too long.</exception>
    public async Task<IDisposable?> TurnToWriteAsync(CancellationToken ct)
    {
        if (atOnce is null)
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            if (await atOnce.AcquireAsync(1, patience.Token) is { IsAcquired: true } turn)
                return turn;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Those before it wait for a database that another holds.
        }

        throw new DomainException(Refusal.Unavailable, "service.busy", "The register is busy; try again.");
    }

    /// <summary>Lets a request through, or refuses who asks too much.</summary>
    public async Task EnterAsync(HttpContext http, Func<Task> next)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<Exempt>() is not null)
        {
            await next();
            return;
        }

        var asker = Asker.Of(http);
        var isWrite = endpoint?.Metadata.GetMetadata<RouteFacts>() is { IsCommand: true };
        using var asked = asks.AttemptAcquire(asker);
        using var written = isWrite ? writes.AttemptAcquire(asker) : null;
        if (!asked.IsAcquired || written is { IsAcquired: false })
        {
            await Problems.WriteTooManyAsync(http, Math.Max(Wait(asked), Wait(written)));
            return;
        }

        await next();
    }

    public void Dispose()
    {
        asks.Dispose();
        writes.Dispose();
        tries.Dispose();
        atOnce?.Dispose();
    }

    private static int Wait(RateLimitLease? refused) =>
        refused is { IsAcquired: false } && refused.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;

    private static PartitionedRateLimiter<Asker> Of(Func<Asker, int> perMinute) => PartitionedRateLimiter.Create<Asker, Asker>(asker => perMinute(asker) is > 0 and var limit
        ? RateLimitPartition.GetTokenBucketLimiter(asker, _ => Bucket(limit))
        : RateLimitPartition.GetNoLimiter(asker));

    /// <summary>A minute's worth at most at once, and filled again evenly, by the second or by the piece.</summary>
    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = perMinute >= 60 ? TimeSpan.FromSeconds(1) : Minute / perMinute,
        QueueLimit = 0,
    };

    /// <summary>Who asks: a token or person, or else an address.</summary>
    private readonly record struct Asker(string? Id, UInt128 Address)
    {
        public static Asker Of(HttpContext http) => http.User.Identity is KnownIdentity { Principal: var principal }
            ? new Asker(principal.TokenId ?? principal.Method, default)
            : Of(http.Connection.RemoteIpAddress);

        /// <summary>Of IPv6 the network: one customer has 2^64 addresses (RFC 6177).</summary>
        public static Asker Of(IPAddress? address)
        {
            if (address is null)
                return default;
            if (address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6)
                return new Asker(Id: null, BinaryPrimitives.ReadUInt32BigEndian(address.MapToIPv4().GetAddressBytes()));
            return new Asker(Id: null, BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes()) >> 64 << 64);
        }
    }
}
