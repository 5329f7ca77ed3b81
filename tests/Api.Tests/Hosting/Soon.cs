using System.Diagnostics;

namespace ToolRegistry.Api.Tests.Hosting;

/// <summary>Waits for what comes by itself, and a busy machine may delay.</summary>
internal static class Soon
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Asks again and again until the answer is the one that is waited for; gives the last one, whatever it is.</summary>
    public static async Task<T> AsksAsync<T>(Func<Task<T>> ask, Func<T, bool> isThere)
    {
        var watch = Stopwatch.StartNew();
        T answer;
        do
            answer = await ask();
        while (!isThere(answer) && watch.Elapsed < Limit);
        return answer;
    }
}
