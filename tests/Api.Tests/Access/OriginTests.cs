using System.Net;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>The connection of staff's pages is for pages of this service.</summary>
public sealed class OriginTests : IAsyncLifetime
{
    private RegisterHost host = null!;

    public async ValueTask InitializeAsync() => host = await RegisterHost.StartAsync();

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("no origin")]
    public async Task Connection_FromAPageOfAnotherSite_IsRefused(string origin)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(origin));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(origin, "/_Blazor/negotiate?negotiateVersion=1"));
    }

    [Fact]
    public async Task Connection_FromAPageOfThisService_IsMade()
    {
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(host.Address.GetLeftPart(UriPartial.Authority)));
        // A proxy that ends TLS.
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync($"https://{host.Address.Authority}"));
        // No browser.
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(origin: null));
    }

    private async Task<HttpStatusCode> NegotiateAsync(string? origin, string address = "/_blazor/negotiate?negotiateVersion=1")
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
