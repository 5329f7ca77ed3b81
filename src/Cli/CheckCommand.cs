using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using ToolRegistry.Cli.Lockfiles;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;

namespace ToolRegistry.Cli;

/// <summary><c>toolreg check</c>: may I use this?</summary>
internal static class CheckCommand
{
    /// <summary>The most checks of one request.</summary>
    private const int MaxBatch = 10_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly Argument<string?> Subject = new("subject") { Description = "A purl, another identifier as kind:value, a SHA-256, or a tool's slug.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<FileInfo?> LockedBy = new("--lockfile") { Description = $"Check all packages of a lock file: {Lockfile.Names}. It needs a token." };
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
        var command = new Command("check", "Ask whether something may be used. The token, if one is needed, is read from TOOLREG_TOKEN.") { Subject, LockedBy, ToolVersion, Environment, Region, At, Strict, Output, Server };
        command.Validators.Add(line =>
        {
            if (line.GetValue(Subject) is null == line.GetValue(LockedBy) is null)
                line.AddError("Name either a subject or a --lockfile.");
            if (line.GetValue(LockedBy) is not null && line.GetValue(ToolVersion) is not null)
                line.AddError("A lock file names the versions itself: leave --tool-version off.");
        });
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
            var client = new RegisterClient(http);
            CheckBody About(string subject) => new(subject, line.GetValue(ToolVersion), Groups: null, line.GetValue(Environment), line.GetValue(Region), line.GetValue(At) is null ? null : instant);
            if (line.GetValue(LockedBy) is { } file)
            {
                var findings = await CheckAsync(client, file, About, ct);
                await VerdictOutput.WriteAsync(findings, line.GetValue(Output)!);
                return ExitCodeOf(findings, line.GetValue(Strict));
            }

            var verdict = await client.CheckAsync(About(line.GetValue(Subject)!), ct);
            await VerdictOutput.WriteAsync(verdict, line.GetValue(Output)!);
            return ExitCodeOf([new Finding(verdict)], line.GetValue(Strict));
        }
        catch (LockfileException unreadable)
        {
            return await FailAsync(ExitCode.Usage, unreadable.Message);
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException or IOException)
        {
            return await FailAsync(ExitCode.Usage, $"The lock file can't be read: {unreadable.Message}");
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

    /// <summary>Checks all packages of a lock file. Of what can't be read as a whole nothing is checked.</summary>
    private static async Task<IReadOnlyList<Finding>> CheckAsync(RegisterClient client, FileInfo file, Func<string, CheckBody> about, CancellationToken ct)
    {
        await using var content = file.OpenRead();
        var name = Path.GetRelativePath(Directory.GetCurrentDirectory(), file.FullName);
        var locked = Lockfile.Read(name, content);
        foreach (var note in locked.Notes)
            await Console.Error.WriteLineAsync(note);
        var findings = new List<Finding>(locked.Packages.Count);
        foreach (var part in locked.Packages.Chunk(MaxBatch))
        {
            var answer = await client.CheckAsync(new CheckBatchBody([.. part.Select(p => about(p.Purl.ToString()))]), ct);
            findings.AddRange(answer.Verdicts.Zip(part, (verdict, package) => new Finding(verdict, name, package.Line)));
        }

        return findings;
    }

    private static int ExitCodeOf(IReadOnlyList<Finding> findings, bool isStrict) =>
        findings.Any(f => f.IsBlocked) ? ExitCode.Blocked
        : isStrict && findings.Any(f => f.NeedsAttention) ? ExitCode.Warned
        : ExitCode.Allowed;

    private static async Task<int> FailAsync(int code, string message)
    {
        await Console.Error.WriteLineAsync(message);
        return code;
    }
}
