using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>Tests that share one register, on which every request is to be refused and to change nothing; they run one after another.</summary>
[CollectionDefinition(nameof(Unchanged))]
public sealed class Unchanged : ICollectionFixture<Samples>;

/// <summary>Gathers what is wrong with answers that should be refusals.</summary>
internal sealed class Refusals(Samples samples)
{
    private readonly List<string> wrong = [];
    private int count;

    /// <summary>Sends what the requests give, each of which is to be refused as documented, and sees to it that nothing changed.</summary>
    public static async Task AllAsync(Samples samples, Func<Refusals, Task> requests)
    {
        var refusals = new Refusals(samples);
        var before = await samples.Host.DigestAsync();
        await requests(refusals);
        if (await samples.Host.DigestAsync() != before)
            refusals.wrong.Add("A refused request changed the database.");
        Assert.True(refusals.wrong.Count == 0, $"{refusals.wrong.Count} of {refusals.count}:\n{string.Join('\n', refusals.wrong)}");
        Assert.True(refusals.count > 0, "Nothing was sent.");
    }

    /// <summary>The answer is to be a documented refusal, of this status and one of these codes if any are given.</summary>
    public void Expect(Operation operation, Answer answer, string what, int status, params ReadOnlySpan<string> codes)
    {
        count++;
        if (operation.WrongWith(answer) is { } problem)
            wrong.Add($"{operation.Id}, {what}: {problem}");
        else if (answer.Status != status || codes.Length > 0 && !codes.Contains(answer.Code))
            wrong.Add($"{operation.Id}, {what}: {answer.Status} {answer.Code}, expected {status} {string.Join(" or ", codes.ToArray())}");
    }

    /// <summary>Sends the sample of an operation with this body, which is to be refused.</summary>
    public async Task BodyAsync(Operation operation, object? body, string what, int status, params string[] codes)
    {
        using var content = body as HttpContent;
        var sample = samples[operation.Id];
        Expect(operation, await sample.By.SendAsync(operation.Method, sample.Path, body, "*"), what, status, codes);
    }

    /// <summary>Sends the sample of an operation to another address, which is to be refused.</summary>
    public async Task PathAsync(Operation operation, string path, string what, int status, params string[] codes)
    {
        var sample = samples[operation.Id];
        Expect(operation, await sample.By.SendAsync(operation.Method, path, sample.Body?.ToJsonString(), "*"), what, status, codes);
    }
}
