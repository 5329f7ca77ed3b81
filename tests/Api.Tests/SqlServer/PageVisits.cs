using System.Net;
using System.Text.RegularExpressions;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>Opens every page as somebody who is signed in: what pages ask is asked before they are sent.</summary>
internal sealed partial class PageVisits(RegisterHost host)
{
    public async Task RunAsync(string token, params string[] pages)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = host.Address };
        var form = await http.GetStringAsync("/sign-in");
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Token"] = token, ["__RequestVerificationToken"] = FormToken().Match(form).Groups["value"].Value });
        using var signedIn = await http.PostAsync("/sign-in", fields);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        foreach (var page in pages)
        {
            using var answer = await http.GetAsync(page);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
