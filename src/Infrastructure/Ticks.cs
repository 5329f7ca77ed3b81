namespace ToolRegistry.Infrastructure;

/// <summary>Work that comes round again and again.</summary>
public static class Ticks
{
    /// <summary>Does the work once each interval, the first time after one, until it is to stop; that it was broken off is no failure.</summary>
    /// <param name="clock">The clock by which the interval is measured.</param>
    /// <param name="interval">How long from one to the next; what takes longer is followed at once.</param>
    /// <param name="work">The work.</param>
    /// <param name="ct">Stops.</param>
    public static async Task EachAsync(this TimeProvider clock, TimeSpan interval, Func<Task> work, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
                await work();
        }
        catch (OperationCanceledException)
        {
            // Whoever stops it does what is left to do.
        }
    }
}
