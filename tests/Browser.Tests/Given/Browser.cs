using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ToolRegistry.Browser.Tests.Given.Browser))]

namespace ToolRegistry.Browser.Tests.Given;

/// <summary>Debian's Chromium, or the one that TOOLREGISTRY_CHROMIUM names; one process for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string Path = Environment.GetEnvironmentVariable("TOOLREGISTRY_CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path))
            return;
        // A machine that runs all other tests meanwhile may take its time; what never comes is found all the same.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>Somebody at a browser of their own: no cookie of others, and no address but the service's.</summary>
    internal async Task<Visitor> VisitAsync(Uri service, Action<BrowserNewContextOptions>? options = null)
    {
        if (chromium is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Path} is missing.");
            Assert.Skip($"There is no {Path}: install Chromium, or say with TOOLREGISTRY_CHROMIUM where it is.");
        }

        var settings = new BrowserNewContextOptions { BaseURL = service.ToString(), Locale = "en-GB", TimezoneId = "Asia/Singapore", ViewportSize = new ViewportSize { Width = 1360, Height = 860 }, ReducedMotion = ReducedMotion.Reduce };
        options?.Invoke(settings);
        return await Visitor.ComeAsync(await chromium.NewContextAsync(settings), service);
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.CloseAsync();
        playwright?.Dispose();
    }
}
