namespace ToolRegistry.Domain.Webhooks;

/// <summary>When a delivery that failed is tried again: after 5 seconds, and then twice as long each time, up to 12 hours; about three days in all.</summary>
public static class Backoff
{
    /// <summary>After this many attempts nobody expects the receiver to come back; the delivery is put aside.</summary>
    public const int MaxAttempts = 18;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How long to wait before the next attempt; null: no more.</summary>
    /// <param name="attempts">How many were made, from 1.</param>
    /// <param name="sample">0 to below 1: which part of the jitter. Half of the time is fixed, half of it drawn, so that those who failed together don't come back together.</param>
    /// <param name="retryAfter">How long the receiver asks to wait, or null.</param>
    public static TimeSpan? After(int attempts, double sample, TimeSpan? retryAfter)
    {
        if (attempts >= MaxAttempts)
            return null;
        var full = First * Math.Pow(2, attempts - 1);
        var bounded = full < Longest ? full : Longest;
        var drawn = (bounded / 2) + (bounded / 2 * sample);
        var asked = retryAfter is { } wait && wait > drawn ? wait : drawn;
        return asked < Longest ? asked : Longest;
    }
}
