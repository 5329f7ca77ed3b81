using System.Diagnostics;
using ToolRegistry.Tests;

namespace ToolRegistry.Browser.Tests.Provider;

/// <summary>A real provider of sign-ins on loopback: npm's <c>oidc-provider</c>. It knows dana, omar and rita, and a machine.</summary>
internal sealed class SignInProvider : IAsyncDisposable
{
    private const string Listening = "Listening: ";
    private readonly Process node;

    private SignInProvider(Process node, Uri address) => (this.node, Address) = (node, address);

    public Uri Address { get; }

    public static async Task<SignInProvider> StartAsync()
    {
        var script = Path.Combine(NpmPackages.Install(Path.Combine(AppContext.BaseDirectory, "Provider"), "provider"), "provider.mjs");
        var started = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        while (await started.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                // Nobody reads on, and a full pipe would stop it.
                _ = started.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new SignInProvider(started, new Uri(line[Listening.Length..]));
            }
        }

        throw new InvalidOperationException("The provider of sign-ins did not start.");
    }

    /// <summary>The register's settings by which it is the provider.</summary>
    public Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["Oidc:Authority"] = Address.ToString().TrimEnd('/'),
        ["Oidc:Name"] = "Acme",
        ["Oidc:ClientId"] = "register",
        ["Oidc:ClientSecret"] = "of-a-test",
        ["Oidc:Audience"] = "urn:toolregistry",
        ["Oidc:Roles:Analyst:0"] = "security-analyst",
        ["Oidc:Roles:Approver:0"] = "security-approver",
        ["Oidc:Roles:Service:0"] = "machines",
    };

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        node.Dispose();
    }
}
