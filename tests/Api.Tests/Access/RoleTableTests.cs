using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Tests.Contract;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Who may do what: the one table, held to every route and every role over HTTP.</summary>
public sealed class RoleTableTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public void Route_Each_IsAnOperationWithARowInTheTable()
    {
        var routes = samples.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => RouteNames.PatternOf(route).StartsWith("/v1", StringComparison.Ordinal))
            .Select(route => route.Metadata.GetMetadata<RouteFacts>()?.Request.Name ?? route.DisplayName!).ToArray();
        Assert.Empty(routes.Except(RoleTable.Rows.Keys, StringComparer.Ordinal));
        Assert.Equal(samples.Document.Operations.Select(o => o.Id).Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Role_OutsideTheRow_IsForbiddenAndChangesNothing()
    {
        var wrong = new List<string>();
        var before = await samples.Host.DigestAsync();
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var role in RoleTable.Everyone.Except(RoleTable.Rows[operation.Id]))
            {
                var answer = await samples.SendAsync(operation.Id, samples[role]);
                if (answer is not { Status: 403, Code: "access.forbidden" })
                    wrong.Add($"{role} at {operation.Id}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await samples.Host.DigestAsync());
    }

    [Fact]
    public async Task Role_InsideTheRow_GetsPastAuthorization()
    {
        // What one role has approved another finds approved, which is not forbidden but a conflict.
        var wrong = new List<string>();
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var role in RoleTable.Rows[operation.Id])
            {
                // The sample asks on behalf of a group, which is a permission of its own; see AnonymousTests.
                var body = operation.Id == "CheckBatch" ? new { checks = new[] { new { subject = "sampled" } } } : null;
                var answer = await samples.SendAsync(operation.Id, samples[role], body);
                if (answer.Status is 401 or >= 500 || answer.Code == "access.forbidden")
                    wrong.Add($"{role} at {operation.Id}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Anonymous_ElsewhereThanAtACheck_IsUnauthenticated()
    {
        var wrong = new List<string>();
        foreach (var operation in samples.Document.Operations.Where(o => !RoleTable.Public.Contains(o.Id)))
        {
            var answer = await samples.SendAsync(operation.Id, samples.Anonymous);
            if (answer is not { Status: 401, Code: "access.unauthenticated" } || answer.Headers.WwwAuthenticate.First().Scheme != "Bearer")
                wrong.Add($"{operation.Id}: {answer.Status} {answer.Text}");
        }

        Assert.Empty(wrong);
        (await samples.SendAsync("Check", samples.Anonymous)).Expect(200);
    }

    [Fact]
    public async Task Anonymous_WithABadBody_IsUnauthenticatedBeforeItIsRead()
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.BodySchema is not null && !RoleTable.Public.Contains(o.Id)))
            (await samples.SendAsync(operation.Id, samples.Anonymous, body: "{")).ExpectProblem(401, "access.unauthenticated");
    }

    [Theory]
    [InlineData("Bearer tr_nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("nonsense")]
    [InlineData("Bearer a b")]
    public async Task Credential_ThatIsNone_IsRefusedEvenAtACheck(string header)
    {
        foreach (var operation in samples.Document.Operations)
        {
            using var request = new HttpRequestMessage(operation.Method, new Uri(samples[operation.Id].Path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Authorization", header);
            (await samples.Anonymous.SendAsync(request)).ExpectProblem(401, "access.token-invalid");
        }
    }
}
