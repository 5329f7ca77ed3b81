using System.Collections.Concurrent;
using System.Security.Cryptography;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Faults.Load;

/// <summary>A fleet that pulls its files.</summary>
internal sealed class Puller(string token)
{
    public const string Channel = "fleet";
    public static readonly string[] Targets = ["register-csv", "applocker", "opa-bundle"];

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>How many files came whole.</summary>
    public int Pulled { get; private set; }

    /// <summary>Answers that are no files.</summary>
    public ConcurrentQueue<Answer> Refusals { get; } = [];

    public async Task PullAsync(Uri service, CancellationToken end)
    {
        var caller = new Caller(service, token);
        try
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var answer = await caller.GetAsync($"/v1/exports/{Targets[i % Targets.Length]}?channel={Channel}");
                if (answer.Status == 200)
                    Pulled += AssertWhole(answer);
                else
                    Refusals.Enqueue(answer);
                await Task.Delay(Rest, CancellationToken.None);
            }
        }
        catch (Exception gone) when (Gone.Is(gone))
        {
            // A fleet keeps what it has, and comes again.
        }
    }

    private static int AssertWhole(Answer file)
    {
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(file.Bytes))}:", file.Headers.GetValues("Repr-Digest").Single());
        return 1;
    }
}
