using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.Fuzz;

/// <summary>
/// Every operation of the OpenAPI document with requests that are valid, nearly valid and hostile: no 5xx, no hang, answers as
/// the document says, and what is refused changes nothing. How many, and from what seed, say <c>TOOLREGISTRY_REQUESTS</c> and
/// <c>TOOLREGISTRY_FUZZ_SEED</c>.
/// </summary>
public sealed class RequestFuzzTests(ITestOutputHelper output)
{
    /// <summary>Requests to one register, which they fill; then comes a new one.</summary>
    private const int BlockSize = 5_000;

    /// <summary>From so many on every operation was carried out and refused.</summary>
    private const int Plenty = 50_000;

    private const int MaxShown = 20;

    /// <summary>Far more than any answer takes, on however busy a machine.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    private static readonly int Count = Setting("TOOLREGISTRY_REQUESTS", 100_000);
    private static readonly int Seed = Setting("TOOLREGISTRY_FUZZ_SEED", 20_240_329);

    private readonly ConcurrentDictionary<string, string> wrong = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Operation, int Status), int> answers = new();

    // To read the schemas of all answers takes as long as some hundred requests.
    private AnswerLaws? read;

    [Fact]
    public async Task AnyRequest_IsAnsweredAsTheDocumentSays_AndChangesNothingWhenRefused()
    {
        Assert.SkipWhen(RegisterHost.SqlServer is not null, "What is changed is watched in SQLite.");
        var blocks = Enumerable.Range(0, (Count + BlockSize - 1) / BlockSize);
        await Parallel.ForEachAsync(blocks, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (block, _) => new(BlockAsync(block, Math.Min(BlockSize, Count - block * BlockSize))));
        var byStatus = answers.GroupBy(a => a.Key.Status).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Sum(a => a.Value)}");
        output.WriteLine($"{answers.Values.Sum()} requests, seed {Seed}. {string.Join(", ", byStatus)}");
        Assert.True(wrong.IsEmpty, $"{wrong.Count} sorts of wrong answers, seed {Seed}:\n{string.Join("\n\n", wrong.Values.Order(StringComparer.Ordinal).Take(MaxShown))}");
        if (Count < Plenty)
            return;
        // Else not everything was tried.
        var document = answers.Keys.Select(k => k.Operation).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(document.Except(answers.Keys.Where(k => k.Status < 300).Select(k => k.Operation), StringComparer.Ordinal));
        Assert.Empty(document.Except(answers.Keys.Where(k => k.Status == 400).Select(k => k.Operation), StringComparer.Ordinal));
    }

    private static int Setting(string name, int unlessSet) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : unlessSet;

    /// <summary>Each block has a seed and a register of its own, so that its requests hang on nothing else.</summary>
    private async Task BlockAsync(int block, int count)
    {
        var watch = new ChangeWatch();
        await using var samples = await Samples.StartAsync(services => services.ConfigureDbContext<SqliteRegisterDbContext>(builder => builder.AddInterceptors(watch)));
        var (maker, laws) = (new RequestMaker(samples, unchecked(Seed * 31 + block)), LazyInitializer.EnsureInitialized(ref read, () => new AnswerLaws(samples.Document)));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { Timeout = Hang };
        watch.Take();
        for (var i = 0; i < count; i++)
        {
            var request = maker.Next();
            var (answer, failure) = await SendAsync(http, request, samples.Host.Address);
            var changed = watch.Take();
            if (answer is not null)
            {
                answers.AddOrUpdate((request.Operation.Id, answer.Status), 1, (_, n) => n + 1);
                failure = laws.WrongWith(request, answer, changed);
                if (answer is { Status: 201, Location: { } location })
                    maker.Learn(request, location.OriginalString);
            }

            if (failure is not null)
                wrong.TryAdd($"{request.Operation.Id} {failure[..Math.Min(failure.Length, 40)]}", $"{request.Operation.Id} {failure}\n  block {block}, request {i}: {request.ToCurl(samples.Host.Address)}");
        }
    }

    private static async Task<(Answer? Answer, string? Failure)> SendAsync(HttpClient http, FuzzedRequest request, Uri service)
    {
        try
        {
            using var message = request.ToMessage(service);
            // Such a connection ends once the answer is given, at an instant that the next request on it might hit.
            message.Headers.ConnectionClose = IsTooLarge(request);
            using var response = await http.SendAsync(message);
            return (await Answer.ReadAsync(response), null);
        }
        catch (TaskCanceledException)
        {
            return (null, $"was not answered within {Hang}");
        }
        catch (HttpRequestException) when (IsTooLarge(request))
        {
            // Too large, and the connection was closed while it was still being sent.
            return (null, null);
        }
        catch (HttpRequestException cut)
        {
            return (null, $"was cut off: {cut.Message} {cut.InnerException?.Message}");
        }
    }

    private static bool IsTooLarge(FuzzedRequest request) => request.Body is { Length: > RequestMaker.Large };
}
