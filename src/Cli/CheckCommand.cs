using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using ToolRegistry.Client;

namespace ToolRegistry.Cli;

/// <summary><c>toolreg check</c>: may I use this?</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly Argument<string> Subject = new("subject") { Description = "A purl, another identifier as kind:value, a SHA-256, or a tool's slug." };
    private static readonly Option<string?> ToolVersion = new("--tool-version") { Description = "The version, unless the subject carries one." };
    private static readonly Option<string?> Environment = new("--environment", "-e") { Description = "workstation, ci or server." };
    private static readonly Option<string?> Region = new("--region") { Description = "An ISO 3166 code." };
    private static readonly Option<string?> At = new("--at") { Description = "The instant, with an offset; now unless given." };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Exit with 3 on a warning." };
    private static readonly Option<string> Output = VerdictOutput.CreateOption();
    private static readonly Option<Uri> Server = new("--server")
    {
        Description = "Where the service is; TOOLREG_SERVER unless given.",
        CustomParser = Address,
        DefaultValueFactory = _ => new Uri(System.Environment.GetEnvironmentVariable("TOOLREG_SERVER") ?? "http://localhost:5080"),
    };

    public static Command Create()
    {
        var command = new Command("check", "Ask whether something may be used. The token, if one is needed, is read from TOOLREG_TOKEN.") { Subject, ToolVersion, Environment, Region, At, Strict, Output, Server };
        command.SetAction(RunAsync);
        return command;
    }

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return new Uri(address.AbsoluteUri.TrimEnd('/') + "/");
        result.AddError("--server is the address of the service, such as https://tools.example.com/.");
        return null;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken ct)
    {
        DateTimeOffset instant = default;
        if (line.GetValue(At) is { } at && !WireJson.TryReadInstant(at, out instant))
            return await FailAsync(ExitCode.Usage, "--at is an instant with an offset, such as 2026-07-10T00:00:00+08:00.");
        using var http = new HttpClient { BaseAddress = line.GetValue(Server), Timeout = Timeout };
        if (System.Environment.GetEnvironmentVariable("TOOLREG_TOKEN") is { Length: > 0 } token)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            var check = new CheckBody(line.GetValue(Subject)!, line.GetValue(ToolVersion), Groups: null, line.GetValue(Environment), line.GetValue(Region), line.GetValue(At) is null ? null : instant);
            var verdict = await new RegisterClient(http).CheckAsync(check, ct);
            await VerdictOutput.WriteAsync(verdict, line.GetValue(Output)!);
            return verdict.Action switch
            {
                "allow" => ExitCode.Allowed,
                "warn" => line.GetValue(Strict) ? ExitCode.Warned : ExitCode.Allowed,
                // What this version does not know is not taken for permission.
                _ => ExitCode.Blocked,
            };
        }
        catch (RegisterException refusal)
        {
            return await FailAsync(ExitCode.Usage, $"{refusal.Message} ({refusal.Problem.Code})");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return await FailAsync(ExitCode.Unreachable, $"{http.BaseAddress} can't be reached: {failure.Message}");
        }
    }

    private static async Task<int> FailAsync(int code, string message)
    {
        await Console.Error.WriteLineAsync(message);
        return code;
    }
}
