using System.Diagnostics;
using System.Text.Json;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>The reference library of Standard Webhooks, in Node.js.</summary>
internal static class ReferenceVerifier
{
    /// <summary>What the library says of each message: <c>ok</c>, or why not.</summary>
    public static async Task<IReadOnlyList<string>> VerifyAsync(string secret, IEnumerable<Received> messages)
    {
        var script = Path.Combine(NpmPackages.Install(Path.Combine(AppContext.BaseDirectory, "Webhooks", "reference"), "webhook-reference"), "verify.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        foreach (var message in messages)
            await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { secret, headers = message.Headers, body = message.Body }));
        node.StandardInput.Close();
        var answers = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return answers.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
