using System.CommandLine;
using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Exports;

/// <summary><c>toolreg export audit</c>: the whole audit log as JSON Lines, an entry as the service gives it on each.</summary>
internal static class ExportAuditCommand
{
    public static Command Create() => new CliCommand("audit", "Write the whole audit log as JSON Lines, which audit verify reads.", "toolreg export audit --out audit.jsonl", RunAsync) { OutFile.Option };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var (entries, head) = (0L, "");
        await session.WriteFileAsync(
            async (output, cancel) =>
            {
                await foreach (var page in PageRequest.ReadAsync<AuditEntryView>(session.Client.Audit.ListAsync, sort: null, atMost: null, cancel))
                {
                    await output.WriteAsync(LinesOf(page.Json), cancel);
                    entries += page.Body.Items.Count;
                    head = page.Body.Items is [.., var last] ? last.Hash : head;
                }
            },
            ct);
        session.Notes.WriteLine($"{entries} entries; the head is {head}");
        return ExitCode.Allowed;
    }

    private static ReadOnlyMemory<byte> LinesOf(ReadOnlyMemory<byte> page)
    {
        using var lines = new MemoryStream();
        using var document = JsonDocument.Parse(page);
        foreach (var entry in document.RootElement.GetProperty("items").EnumerateArray())
        {
            using (var writer = new Utf8JsonWriter(lines))
                entry.WriteTo(writer);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }
}
