using System.Net;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>Opens every page as somebody who is signed in: what pages ask is asked before they are sent.</summary>
internal sealed class PageVisits(RegisterHost host)
{
    public async Task RunAsync(string token, params string[] pages)
    {
        using var http = await PageSession.OpenAsync(host.Address, token);
        foreach (var page in pages)
        {
            using var answer = await http.GetAsync(page);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        await PageSession.CloseAsync(http);
    }
}
