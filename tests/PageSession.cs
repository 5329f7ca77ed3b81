using System.Net;
using System.Text.RegularExpressions;

namespace ToolRegistry.Tests;

/// <summary>A session as a browser has it, without a browser.</summary>
internal static partial class PageSession
{
    /// <summary>Signs in by a token; whoever calls disposes of what is given.</summary>
    public static async Task<HttpClient> OpenAsync(Uri service, string token)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = service };
        var address = new Uri("/sign-in", UriKind.Relative);
        var form = await http.GetStringAsync(address);
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Token"] = token, ["__RequestVerificationToken"] = FormToken().Match(form).Groups["value"].Value });
        using var answer = await http.PostAsync(address, fields);
        return answer.StatusCode == HttpStatusCode.Redirect ? http : throw new InvalidOperationException($"Signing in was answered {answer.StatusCode}.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
