using System.Globalization;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Says how old the snapshot is that answers, once it no longer follows the database.</summary>
internal static class SnapshotAge
{
    /// <summary>Whole seconds since the database last said that the snapshot is all there is; left off while it does.</summary>
    public const string Header = "X-Snapshot-Age";

    /// <summary>A database that hangs says nothing for longer before it is known to be gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Says it in an answer, where it must be said.</summary>
    public static void Say(HttpResponse response, TimeSpan? age)
    {
        if (age is { } old)
            response.Headers[Header] = ((long)old.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The age, where it must be said.</summary>
    public static TimeSpan? Of(Replica replica, DateTimeOffset now)
    {
        var age = now - replica.ConfirmedAt;
        return replica.Standing != Standing.Current || age > Patience ? age : null;
    }
}
