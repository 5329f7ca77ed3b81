using System.Text;
using Microsoft.AspNetCore.Http;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Commands;

/// <summary>A login is stored once the service knows the token, for the user alone, and shown to no other service.</summary>
public sealed class LoginCommandTests(SmallRegister register) : IClassFixture<SmallRegister>, IDisposable
{
    // Without a server and a token in the environment.
    private readonly Toolreg toolreg = Toolreg.At(server: null);

    private string Server => register.Host.Address.ToString();

    private string Token => register.Service.Token!;

    private string Stored => Path.Combine(toolreg.ConfigFolder, "toolreg", "login.json");

    public void Dispose() => toolreg.Dispose();

    [Fact]
    public async Task Login_IsStored_ForTheUserAlone_AndUsedUntilLogout()
    {
        var login = await LoginAsync(Token);
        Assert.Equal("", login.Expect(0));
        Assert.DoesNotContain(Token, login.Errors, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Stored));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Stored)!));
        }

        Assert.Equal([Stored], Directory.EnumerateFiles(toolreg.ConfigFolder, "*", SearchOption.AllDirectories));
        toolreg.Write("go.sum", "golang.org/x/net v0.1.0 h1:x=\n");
        (await toolreg.RunAsync("check", "--lockfile", "go.sum")).Expect(0);
        (await toolreg.RunAsync("logout")).Expect(0);
        Assert.False(File.Exists(Stored));
        Assert.Contains("Run toolreg login", (await toolreg.RunAsync("check", "--lockfile", "go.sum", "--server", Server)) is { ExitCode: 2 } anonymous ? anonymous.Errors : "", StringComparison.Ordinal);
        (await toolreg.RunAsync("logout")).Expect(0);
    }

    [Theory]
    [InlineData("tr_nobody-has-this-one", "(access.token-invalid)")]
    [InlineData("two words", "What was given holds no API token")]
    [InlineData("", "What was given holds no API token")]
    public async Task Token_ThatTheServiceDoesNotKnow_IsNotStored_NorRepeated(string token, string expected)
    {
        await LoginAsync(Token);
        var before = await File.ReadAllTextAsync(Stored, TestContext.Current.CancellationToken);
        var run = await LoginAsync(token);
        Assert.Equal("", run.Expect(2));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.True(token.Length == 0 || !run.Errors.Contains(token, StringComparison.Ordinal));
        Assert.Equal(before, await File.ReadAllTextAsync(Stored, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Service_ThatIsNotThere_IsNoneToLogInTo()
    {
        var run = await toolreg.RunAsync("tr_x\n", ["login", "--server", "http://127.0.0.1:1"]);
        Assert.Equal("", run.Expect(4));
        Assert.Contains("http://127.0.0.1:1/ can't be reached", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Stored));
    }

    [Fact]
    public async Task StoredToken_IsShownToItsOwnServiceAlone()
    {
        await LoginAsync(Token);
        await using var stranger = await Stranger.StartAsync(http => http.Response.WriteAsync("?"));
        (await toolreg.RunAsync("check", "good", "--server", stranger.Address.ToString())).Expect(4);
        toolreg.Variables["TOOLREG_SERVER"] = stranger.Address.ToString();
        (await toolreg.RunAsync("check", "good")).Expect(4);
        Assert.Equal(["", ""], stranger.Authorizations);
        // The command line goes before the environment, and the environment before the login.
        Assert.StartsWith("Approved", (await toolreg.RunAsync("check", "good", "--server", Server)).Expect(0), StringComparison.Ordinal);
        toolreg.Variables["TOOLREG_TOKEN"] = "tr_of-the-environment";
        (await toolreg.RunAsync("check", "good")).Expect(4);
        Assert.Equal("Bearer tr_of-the-environment", stranger.Authorizations[^1]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"server\":\"ftp://x\",\"token\":\"t\"}")]
    [InlineData("{\"server\":\"http://127.0.0.1:1\",\"token\":\"t\\r\\nX-Other: 1\"}")]
    public async Task StoredLogin_ThatCantBeRead_IsRefused_AndReplacedByTheNext(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Stored)!);
        await File.WriteAllTextAsync(Stored, content, TestContext.Current.CancellationToken);
        var run = await toolreg.RunAsync("check", "good");
        Assert.Equal("", run.Expect(2));
        Assert.Contains(Stored, run.Errors, StringComparison.Ordinal);
        (await LoginAsync(Token)).Expect(0);
        (await toolreg.RunAsync("check", "good")).Expect(0);
    }

    [Fact]
    public async Task Prompt_OnATerminal_ShowsNothingOfTheToken()
    {
        const string Script = "/usr/bin/script";
        Assert.SkipUnless(File.Exists(Script), $"{Script} (util-linux) is not installed here; it gives a terminal.");
        using var process = toolreg.Start([Script, "-qec", $"dotnet {Toolreg.Program} login --server {Server}", "/dev/null"]);
        var screen = new StringBuilder();
        var part = new char[1_024];
        while (!screen.ToString().Contains("API token for", StringComparison.Ordinal) && await process.StandardOutput.ReadAsync(part, TestContext.Current.CancellationToken) is > 0 and var read)
            screen.Append(part, 0, read);
        await process.StandardInput.WriteAsync($"{Token}\r");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        screen.Append(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Logged in to", screen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, screen.ToString(), StringComparison.Ordinal);
        Assert.Contains(Token, await File.ReadAllTextAsync(Stored, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task<Run> LoginAsync(string token) => toolreg.RunAsync(token + "\n", ["login", "--server", Server]);
}
