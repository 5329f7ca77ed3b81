using System.Net;
using System.Text.RegularExpressions;

namespace ToolRegistry.Tests;

/// <summary>A session as a browser has it, without a browser.</summary>
internal static partial class PageSession
{
    private static readonly Uri Start = new("/", UriKind.Relative);

    /// <summary>Signs in by a token; whoever calls disposes of what is given.</summary>
    /// <param name="service">The service.</param>
    /// <param name="token">The token.</param>
    /// <param name="cookies">Where the session's cookie is kept; null: nobody else sees it.</param>
    public static async Task<HttpClient> OpenAsync(Uri service, string token, CookieContainer? cookies = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = service };
        var address = new Uri("/sign-in", UriKind.Relative);
        var form = await http.GetStringAsync(address);
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Token"] = token, ["__RequestVerificationToken"] = FormToken().Match(form).Groups["value"].Value });
        using var answer = await http.PostAsync(address, fields);
        return answer.StatusCode == HttpStatusCode.Redirect ? http : throw new InvalidOperationException($"Signing in was answered {answer.StatusCode}.");
    }

    /// <summary>Signs in by the provider of sign-ins.</summary>
    public static async Task<HttpClient> OpenByProviderAsync(Uri service)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = service };
        using var answer = await http.GetAsync(new Uri("/sign-in/provider?returnUrl=/admin", UriKind.Relative));
        return await IsOpenAsync(http) ? http : throw new InvalidOperationException($"Signing in was answered {answer.StatusCode}.");
    }

    /// <summary>Whether somebody is signed in still.</summary>
    public static async Task<bool> IsOpenAsync(HttpClient http) => (await http.GetStringAsync(Start)).Contains("action=\"/sign-out/now\"", StringComparison.Ordinal);

    /// <summary>Signs out.</summary>
    public static async Task CloseAsync(HttpClient http)
    {
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = FormToken().Match(await http.GetStringAsync(Start)).Groups["value"].Value });
        using var answer = await http.PostAsync(new Uri("/sign-out/now", UriKind.Relative), fields);
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.OK))
            throw new InvalidOperationException($"Signing out was answered {answer.StatusCode}.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FormToken();
}
