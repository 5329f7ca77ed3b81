using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Cli.Tests.Running;

/// <summary>The real, empty service, and people who work with it by the program, each with a token of their own.</summary>
public sealed class People : IAsyncLifetime
{
    internal RegisterHost Host { get; private set; } = null!;

    internal Toolreg Dana { get; private set; } = null!;

    internal Toolreg Omar { get; private set; } = null!;

    internal Toolreg Ada { get; private set; } = null!;

    internal Toolreg Rita { get; private set; } = null!;

    /// <summary>Reads the state on the server, past the program.</summary>
    internal Caller Auditor { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await RegisterHost.StartAsync();
        Dana = Toolreg.At(Host.Address, (await Host.CallerAsync(Role.Analyst, "dana")).Token);
        Omar = Toolreg.At(Host.Address, (await Host.CallerAsync(Role.Approver, "omar")).Token);
        Rita = Toolreg.At(Host.Address, (await Host.CallerAsync(Role.Reader, "rita")).Token);
        Auditor = await Host.CallerAsync(Role.Auditor, "ada");
        Ada = Toolreg.At(Host.Address, Auditor.Token);
    }

    /// <summary>A member of a record as the server has it.</summary>
    internal async Task<string?> StateAsync(string path, params string[] members)
    {
        JsonNode? node = (await Auditor.GetAsync(path)).Expect(200);
        foreach (var member in members)
            node = node is JsonArray array ? array[int.Parse(member)] : node?[member];
        return node?.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in new[] { Dana, Omar, Ada, Rita })
            person.Dispose();
        await Host.DisposeAsync();
    }
}
