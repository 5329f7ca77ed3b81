namespace ToolRegistry.Api.Tests.Contract;

/// <summary>That the samples are what they claim to be: else tests that spoil them would prove nothing.</summary>
public sealed class SamplesTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task Sample_OfEveryOperation_IsCarriedOut()
    {
        Assert.Equal(samples.Document.Operations.Select(o => o.Id).Order(StringComparer.Ordinal), samples.Operations.Order(StringComparer.Ordinal));
        var failures = new List<string>();
        foreach (var operation in samples.Document.Operations)
        {
            var answer = await samples.SendAsync(operation.Id);
            if (answer.Status is < 200 or > 299)
                failures.Add($"{operation.Id}: {answer.Status} {answer.Text}");
            else if (operation.Responses[$"{answer.Status}"] is null)
                failures.Add($"{operation.Id}: {answer.Status} is not documented.");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Body_OfEverySample_GivesEveryMemberOfItsSchema()
    {
        var missing = samples.Document.Operations.Where(o => o.BodySchema is not null)
            .SelectMany(o => BodyMember.Missing(samples.Document, o.BodySchema!, samples[o.Id].Body!).Select(m => $"{o.Id}: {m}"));
        Assert.Empty(missing);
    }
}
