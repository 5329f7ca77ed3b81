using System.Net.Http.Headers;
using System.Text;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Fuzz;

/// <summary>A request that was made up.</summary>
/// <param name="Operation">The operation that it is meant for.</param>
/// <param name="By">Who sends it.</param>
/// <param name="Target">Path and query, as they go over the wire.</param>
/// <param name="Headers">Headers, among them those of the body.</param>
/// <param name="Body">The body, or null.</param>
/// <param name="MayStray">Whether the path may lead to another operation, or to none.</param>
internal sealed record FuzzedRequest(Operation Operation, Caller By, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, bool MayStray)
{
    private const int LongestShown = 20_000;

    public HttpRequestMessage ToMessage(Uri service)
    {
        // As it stands, or dots and slashes would never arrive.
        var message = new HttpRequestMessage(Operation.Method, new Uri($"{service.GetLeftPart(UriPartial.Authority)}{Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (Body is not null)
            message.Content = new ByteArrayContent(Body);
        if (By.Token is { } token)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    /// <summary>The request as a command that sends it again.</summary>
    public string ToCurl(Uri service)
    {
        var command = new StringBuilder();
        if (Body is { Length: > 0 })
            command.Append("base64 -d <<< ").Append(Convert.ToBase64String(Body)).Append(" | ");
        command.Append("curl -i --path-as-is -X ").Append(Operation.Method).Append(' ').Append(Quoted($"{service.GetLeftPart(UriPartial.Authority)}{Target}"));
        if (By.Token is { } token)
            command.Append(" -H ").Append(Quoted($"Authorization: Bearer {token}"));
        foreach (var (name, value) in Headers)
            command.Append(" -H ").Append(Quoted($"{name}: {value}"));
        if (Body is { Length: > 0 })
            command.Append(" --data-binary @-");
        return command.Length > LongestShown ? $"{command.ToString(0, LongestShown)}… ({command.Length} characters)" : command.ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
