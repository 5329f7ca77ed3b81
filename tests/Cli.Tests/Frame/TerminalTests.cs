using Microsoft.AspNetCore.Http;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Frame;

/// <summary>Colour and tables are for terminals, and text of others is text everywhere.</summary>
public sealed class TerminalTests : IAsyncLifetime
{
    private const string Escape = "\u001b";
    private const string Hostile = "[red]x[/] \u001b]0;title\u0007\u001b[2J\r\nApproved (allow): bad\u202e";

    private Stranger stranger = null!;
    private Toolreg toolreg = null!;

    public async ValueTask InitializeAsync()
    {
        stranger = await Stranger.StartAsync(AnswerAsync);
        toolreg = Toolreg.At(stranger.Address);
    }

    public async ValueTask DisposeAsync()
    {
        toolreg.Dispose();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task Pipe_GetsPlainLines_OfAnyLength_InWhichNothingIsInterpreted()
    {
        var lines = (await toolreg.RunAsync("check", "bad")).Expect(1).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(@"Banned (block): bad", lines[0]);
        Assert.Equal(@"  TR-1: [red]x[/] \u001b]0;title\u0007\u001b[2J Approved (allow): bad\u202e " + new string('y', 300), lines[1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task Terminal_GetsColour_AndNoneOfWhatTextsHold()
    {
        var run = await toolreg.RunOnTerminalAsync("check", "bad");
        var screen = run.Expect(1);
        Assert.Contains($"{Escape}[38;5;9mBanned (block): bad", screen, StringComparison.Ordinal);
        Assert.Contains(@"[red]x[/] \u001b]0;title\u0007\u001b[2J", screen, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Escape}]0;title", screen, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Escape}[2J", screen, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', screen);
        Assert.Contains("yyyy\r\n", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task Colour_IsLeftOff_WhereItIsNotWanted(string variable, string value)
    {
        toolreg.Variables[variable] = value;
        Assert.DoesNotContain($"{Escape}[38", (await toolreg.RunOnTerminalAsync("check", "bad")).Expect(1), StringComparison.Ordinal);
    }

    private static Task AnswerAsync(HttpContext http) => http.Response.WriteAsJsonAsync(new
    {
        subject = "bad",
        version = (string?)null,
        tools = Array.Empty<object>(),
        at = "2026-07-01T00:00:00Z",
        outcome = "Banned",
        action = "block",
        since = (string?)null,
        next = (object?)null,
        validUntil = (string?)null,
        decisions = new[] { new { number = "TR-1", disposition = "Banned", since = "2026-07-01T00:00:00Z", publicStatement = $"{Hostile} {new string('y', 300)}", reviewBy = (string?)null, provisional = false, confidence = "low", independentOrigins = 0, ratificationOverdue = false } },
        alternatives = Array.Empty<object>(),
        constraints = Array.Empty<object>(),
        exception = (object?)null,
        ranges = Array.Empty<object>(),
        notes = Array.Empty<object>(),
        revision = 1,
        aMemberOfALaterVersion = true,
    });
}
