using System.CommandLine;
using Spectre.Console;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands;

/// <summary><c>toolreg login</c>: stores which service is asked, and as whom, once the service knows the token.</summary>
internal static class LoginCommand
{
    private const int MaxInput = 4_096;

    public static Command Create() => new CliCommand("login", "Store the service's address and your API token, which is asked for or read from standard input.", "toolreg login --server https://tools.example.com/", RunAsync);

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var server = session.Server;
        if (server is { Scheme: "http", IsLoopback: false })
            session.Notes.WriteLine("Over http the token can be read on its way: use https.", Tone.Warning);
        var token = Connection.TokenOf((await AskAsync(session.Notes, server, ct)).Trim(), "What was given");
        using (var http = new Connection(server, token).CreateClient())
        {
            // Every role may ask several questions at once, and nobody without a token.
            await new RegisterClient(http).CheckAsync(new CheckBatchBody([new CheckBody(CommandLine.Name)]), ct);
        }

        await new StoredLogin(server, token).WriteAsync(ct);
        session.Notes.WriteLine($"Logged in to {server}; stored in {StoredLogin.FilePath}", Tone.Good);
        foreach (var variable in new[] { Connection.ServerVariable, Connection.TokenVariable }.Where(v => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(v))))
            session.Notes.WriteLine($"{variable} is set, and goes before what is stored.", Tone.Warning);
        return ExitCode.Allowed;
    }

    private static async Task<string> AskAsync(Screen notes, Uri server, CancellationToken ct)
    {
        if (!Console.IsInputRedirected)
        {
            var terminal = notes.Terminal ?? throw CliException.Usage("There is no terminal on which to ask: give the token on standard input.");
            // The first look at the keyboard stops the terminal from showing what is typed, and that must be before anybody is asked.
            _ = Console.KeyAvailable;
            return await new TextPrompt<string>($"API token for {Markup.Escape(HarmlessText.OneLine(server.ToString()))}").Secret(mask: null).AllowEmpty().ShowAsync(terminal, ct);
        }

        var input = new char[MaxInput];
        return new string(input, 0, await Console.In.ReadBlockAsync(input, ct));
    }
}
