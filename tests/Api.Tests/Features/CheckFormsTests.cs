using System.Xml.Linq;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>A batch in the form that its reader shows: JSON, SARIF or JUnit XML.</summary>
public sealed class CheckFormsTests : Staff
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/sarif+json", "application/sarif+json")]
    [InlineData("application/sarif+json, application/json;q=0.5", "application/sarif+json")]
    [InlineData("application/sarif+json;q=0.5, application/json", "application/json")]
    [InlineData("application/xml", "application/xml")]
    [InlineData("application/xml;q=0.5, application/sarif+json", "application/sarif+json")]
    [InlineData("application/xml, application/sarif+json;q=0.5", "application/xml")]
    [InlineData("text/html", "application/json")]
    public async Task Batch_ComesInTheFormThatIsAskedFor(string? accept, string expected)
    {
        var banned = await ToolAsync();
        await DecideAsync(banned);
        var answer = await AskAsync(accept, banned, "pkg:npm/other@1.0.0", "?");
        Assert.Equal((200, expected), (answer.Status, answer.MediaType));
        var blocked = expected switch
        {
            "application/xml" => XDocument.Parse(answer.Text).Descendants("failure").Count(),
            "application/sarif+json" => answer.Json["runs"]![0]!["results"]!.AsArray().Count(r => r!["level"]!.GetValue<string>() == "error"),
            _ => answer.Json["verdicts"]!.AsArray().Count(v => v!["action"]!.GetValue<string>() == "block"),
        };
        Assert.Equal(1, blocked);
    }

    [Fact]
    public async Task Refusal_IsProblemDetails_InWhateverFormTheAnswerIsWanted() =>
        (await AskAsync("application/sarif+json")).ExpectProblem(400, "request.invalid");

    private async Task<Answer> AskAsync(string? accept, params string[] subjects)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/check", UriKind.Relative));
        request.Content = System.Net.Http.Json.JsonContent.Create(new { checks = subjects.Select(subject => new { subject }) });
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await this[Role.Service].SendAsync(request);
    }
}
