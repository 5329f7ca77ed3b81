using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ToolRegistry.Browser.Tests.Given;

/// <summary>Somebody at a browser. Leaving fails the test if a page had an error, ran what it may not, or asked another server for anything.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly RunOnlyOptions All = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

    // The themes differ in their colours alone: what else there is to find has been looked for in the first.
    private static readonly RunOnlyOptions OfColours = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] };

    private static readonly string? Shots = Environment.GetEnvironmentVariable("TOOLREGISTRY_SCREENSHOTS");

    private readonly ConcurrentQueue<string> faults = [];
    private readonly ConcurrentQueue<IRequest> finished = [];
    private readonly IBrowserContext context;

    private Visitor(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public IBrowserContext Context => context;

    // A machine that runs all other tests may stand still for longer than either end waits to hear of the other. The page finds its
    // connection again; what it lost by that, the test misses.
    private static bool IsSilence(string text) =>
        text.Contains("Connection disconnected with error", StringComparison.Ordinal)
        && (text.Contains("Server timeout elapsed", StringComparison.Ordinal) || text.Contains("status code: 1006", StringComparison.Ordinal));

    /// <summary>What the server sent, in bytes, since the visitor came.</summary>
    public async Task<long> BytesAsync()
    {
        var bytes = 0L;
        foreach (var request in finished)
            bytes += (await request.SizesAsync()).ResponseBodySize;
        return bytes;
    }

    /// <summary>Faults that a test brings about on purpose.</summary>
    public Func<string, bool> Expects { get; set; } = _ => false;

    public static async Task<Visitor> ComeAsync(IBrowserContext context, Uri service)
    {
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Page.Console += (_, message) =>
        {
            // Which one it was is told below.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && !IsSilence(message.Text))
                visitor.faults.Enqueue($"console: {message.Text}");
        };
        visitor.Page.PageError += (_, error) => visitor.faults.Enqueue($"script: {error}");
        visitor.Page.Dialog += (_, dialog) =>
        {
            visitor.faults.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        visitor.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(service.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                visitor.faults.Enqueue($"asked {request.Url}");
        };
        visitor.Page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                visitor.faults.Enqueue($"{response.Status} {response.Url}");
        };
        visitor.Page.RequestFinished += (_, request) => visitor.finished.Enqueue(request);
        return visitor;
    }

    public async Task<IResponse> GoAsync(string address) => (await Page.GotoAsync(address))!;

    /// <summary>Signs in by a token, as people do.</summary>
    public async Task SignInAsync(string token, string? returnUrl = null)
    {
        await GoAsync(returnUrl is null ? "/sign-in" : $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await Page.GetByLabel("API token").FillAsync(token);
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Waits until what is clicked is heard: the page has its connection.</summary>
    public Task IsInteractiveAsync() => Page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>No violation of WCAG 2.2 A and AA that axe-core finds, in light and in dark; takes the page's picture in both where TOOLREGISTRY_SCREENSHOTS names a folder.</summary>
    public async Task IsAccessibleAsync(string name)
    {
        foreach (var (theme, rules) in new[] { ("light", All), ("dark", OfColours) })
        {
            await Page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
            var result = await Page.RunAxe(new AxeRunOptions { RunOnly = rules });
            Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{name} {theme}: {v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Select(n => n.Html + " " + string.Join(", ", n.Any.Select(c => c.Message))))}")));
            if (Shots is not null)
                await ShootAsync($"{name}-{theme}");
        }
    }

    private async Task ShootAsync(string name)
    {
        foreach (var (width, height) in new[] { (1360, 860), (390, 844) })
        {
            await Page.SetViewportSizeAsync(width, height);
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Shots!, $"{name}-{width}.png") });
        }

        await Page.SetViewportSizeAsync(1360, 860);
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        var unexpected = string.Join('\n', faults.Where(f => !Expects(f)));
        Assert.True(unexpected.Length == 0, unexpected);
    }
}
