using ToolRegistry.Domain.Webhooks;

namespace ToolRegistry.Domain.Tests.Webhooks;

/// <summary>Who failed is asked ever less often, for about three days, and never all at the same instant.</summary>
public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 2.5, 5)]
    [InlineData(2, 5, 10)]
    [InlineData(10, 1_280, 2_560)]
    [InlineData(17, 21_600, 43_200)]
    public void Wait_AfterAnAttempt_LiesBetweenHalfAndTheWholeOfATimeThatDoubles(int attempts, double least, double most)
    {
        Assert.Equal(TimeSpan.FromSeconds(least), Backoff.After(attempts, sample: 0, retryAfter: null));
        Assert.Equal(TimeSpan.FromSeconds(most), Backoff.After(attempts, sample: 1, retryAfter: null));
    }

    [Fact]
    public void Wait_OfAllAttempts_IsOneAndAHalfToThreeDays()
    {
        var all = Enumerable.Range(1, Backoff.MaxAttempts - 1).Select(n => (Backoff.After(n, 0, null)!.Value, Backoff.After(n, 1, null)!.Value)).ToArray();
        Assert.InRange(all.Sum(w => w.Item1.TotalDays), 1.2, 3);
        Assert.InRange(all.Sum(w => w.Item2.TotalDays), 2, 3.5);
        Assert.Null(Backoff.After(Backoff.MaxAttempts, 0, null));
    }

    [Fact]
    public void Wait_ThatTheReceiverAsksFor_Counts_UpToTheLongest()
    {
        Assert.Equal(TimeSpan.FromMinutes(30), Backoff.After(1, 0.5, TimeSpan.FromMinutes(30)));
        Assert.Equal(TimeSpan.FromHours(12), Backoff.After(1, 0.5, TimeSpan.FromDays(400)));
        Assert.Equal(Backoff.After(3, 0.5, null), Backoff.After(3, 0.5, TimeSpan.FromSeconds(1)));
    }
}
