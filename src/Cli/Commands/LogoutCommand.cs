using System.CommandLine;
using ToolRegistry.Cli.Frame;

namespace ToolRegistry.Cli.Commands;

/// <summary><c>toolreg logout</c>: forgets what login stored.</summary>
internal static class LogoutCommand
{
    public static Command Create() => new CliCommand("logout", "Forget the stored address and token. The token itself stays good until an Administrator revokes it.", "toolreg logout", RunAsync);

    private static Task<int> RunAsync(Session session, CancellationToken ct)
    {
        session.Notes.WriteLine(StoredLogin.Remove() ? "Logged out." : "Nobody was logged in.");
        return Task.FromResult(ExitCode.Allowed);
    }
}
