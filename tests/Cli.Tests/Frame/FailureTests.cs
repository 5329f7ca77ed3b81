using System.CommandLine;
using Microsoft.AspNetCore.Http;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Frame;

/// <summary>However a command ends, it says so by its exit code, and gives nothing away.</summary>
public sealed class FailureTests
{
    private const string Token = "tr_this-token-is-a-secret";

    public static TheoryData<string, int> Strange => new()
    {
        { "not found", 4 }, { "page", 4 }, { "null", 4 }, { "failure", 4 }, { "refusal", 2 }, { "elsewhere", 4 }, { "cut off", 4 },
    };

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task Answer_ThatIsNone_IsToldFromARefusal(string kind, int exitCode)
    {
        await using var other = await Stranger.StartAsync(_ => Task.CompletedTask);
        await using var stranger = await Stranger.StartAsync(http => AnswerAsync(http, kind, other.Address));
        using var toolreg = Toolreg.At(stranger.Address, Token);
        var run = await toolreg.RunAsync("check", "bad");
        Assert.Equal("", run.Expect(exitCode));
        Assert.NotEqual("", run.Errors);
        Assert.DoesNotContain(Token, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Errors);
        Assert.Equal([$"Bearer {Token}"], stranger.Authorizations);
        // A token follows no address that the service gives.
        Assert.Empty(other.Authorizations);
    }

    [Fact]
    public async Task Service_ThatIsNotThere_IsUnreachable()
    {
        using var toolreg = Toolreg.At(new Uri("http://127.0.0.1:1"), Token);
        Assert.Contains("http://127.0.0.1:1/ can't be reached", (await toolreg.RunAsync("check", "good")) is { ExitCode: 4, Output: "" } run ? run.Errors : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOOLREG_SERVER", "ftp://tools.example.com")]
    [InlineData("TOOLREG_SERVER", "https://user:secret@tools.example.com")]
    [InlineData("TOOLREG_TOKEN", "two words")]
    [InlineData("TOOLREG_TOKEN", "naïve")]
    public async Task Environment_ThatCantBeUnderstood_IsRefused_WithoutRepeatingIt(string variable, string value)
    {
        using var toolreg = Toolreg.At(new Uri("http://127.0.0.1:1"));
        toolreg.Variables[variable] = value;
        var run = await toolreg.RunAsync("check", "good");
        Assert.Equal("", run.Expect(2));
        Assert.Contains(variable, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(value, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no command chek here. Did you mean check?", "chek", "good")]
    [InlineData("There is no option --enviroment here. Did you mean --environment?", "check", "good", "--enviroment", "ci")]
    [InlineData("There is no option --tokne here.", "check", "good", "--tokne", "x")]
    [InlineData("b is one argument too many.", "check", "a", "b")]
    [InlineData("--server is the address of the service", "check", "good", "--server", "tools.example.com")]
    [InlineData("Say what to do: ")]
    public async Task Line_ThatIsNotUnderstood_SaysWhatWasPerhapsMeant(string expected, params string[] arguments)
    {
        using var toolreg = Toolreg.At(server: null);
        var run = await toolreg.RunAsync(arguments);
        Assert.Equal("", run.Expect(2));
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.Contains("Try: toolreg", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>What a script hands over when a variable is not set, and other things that are nothing.</summary>
    [Fact]
    public void EveryOptionAndArgument_OfAnEmptyOrStrangeValue_IsParsedOrRefused_AndNeverThrown()
    {
        var root = CommandLine.Create();
        foreach (var command in HelpTests.All(root).OfType<CliCommand>())
        {
            foreach (var value in new[] { "", " ", "-1", "x=y", "99999999999999999999", "\u001b[31m", new string('x', 10_000) })
            {
                string[] path = [.. HelpTests.PathOf(command).Split(' '), .. command.Arguments.Select(_ => value)];
                foreach (var option in command.Options.Where(o => o.ValueType != typeof(bool)).Select(o => o.Name).Append("--server"))
                {
                    var line = root.Parse([.. path, option, value]);
                    if (line.Errors.Count == 0)
                        Assert.Null(Record.Exception(() => Read(line, command)));
                }
            }
        }
    }

    private static void Read(ParseResult line, Command command)
    {
        foreach (var symbol in command.Options.Select(o => o.Name).Concat(command.Arguments.Select(a => a.Name)))
            line.GetValue<object?>(symbol);
    }

    [Fact]
    public async Task Server_OfTheCommandLine_GoesBeforeTheEnvironment()
    {
        await using var stranger = await Stranger.StartAsync(http => AnswerAsync(http, "refusal", elsewhere: null!));
        using var toolreg = Toolreg.At(new Uri("http://127.0.0.1:1"));
        (await toolreg.RunAsync("check", "good", "--server", stranger.Address.ToString())).Expect(2);
        Assert.Equal([""], stranger.Authorizations);
    }

    [Fact]
    public async Task Interrupt_EndsCleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are of Unix.");
        var asked = new TaskCompletionSource();
        await using var stranger = await Stranger.StartAsync(async http =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        using var toolreg = Toolreg.At(stranger.Address, Token);
        // Where the tests run in the background the signal may be ignored from the start.
        using var process = toolreg.Start(["env", "--default-signal=INT", "dotnet", Toolreg.Program, "check", "good"]);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        using (var kill = toolreg.Start(["kill", "-INT", process.Id.ToString()]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var run = await Toolreg.EndAsync(process);
        Assert.Equal((130, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    private static async Task AnswerAsync(HttpContext http, string kind, Uri elsewhere)
    {
        var response = http.Response;
        switch (kind)
        {
            case "not found":
                response.StatusCode = 404;
                await response.WriteAsync("<h1>Not here</h1>\u001b[2J");
                break;
            case "page":
                await response.WriteAsync("<h1>Sign in to the network</h1>");
                break;
            case "null":
                await response.WriteAsJsonAsync<object?>(null);
                break;
            case "elsewhere":
                response.Redirect(elsewhere.ToString());
                break;
            case "cut off":
                response.ContentLength = 1_000;
                await response.WriteAsync("{\"subject\":");
                http.Abort();
                break;
            default:
                response.StatusCode = kind == "failure" ? 500 : 403;
                await response.WriteAsJsonAsync(new { type = "urn:x", title = "No", status = response.StatusCode, detail = "No\u001b[31m!", code = "some.code", errors = new { phases = new[] { "wrong" } }, correlationId = "42" }, options: null, contentType: "application/problem+json");
                break;
        }
    }
}
