using System.CommandLine;
using System.Text;
using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Audit;

/// <summary><c>toolreg audit export</c>, and the same as <c>toolreg export audit</c>: the audit log, an entry on each line.</summary>
internal static class ExportAuditCommand
{
    private const string Jsonl = "jsonl";

    private static readonly Option<string> Format = CreateFormat();
    private static readonly Option<long> After = CreateAfter();

    public static Command Create(string name, string path) =>
        new CliCommand(name, "Write the audit log, or what was added to it since: as JSON Lines, which audit verify reads, or for a SIEM as CEF or OCSF.", $"toolreg {path} --out audit.jsonl", RunAsync) { Format, After, OutFile.Option };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var (format, after) = (session.Get(Format)!, session.Get(After));
        var (entries, last) = (0L, "");
        await session.WriteFileAsync(
            async (output, cancel) =>
            {
                await using var log = await session.Client.Audit.ExportAsync(format, after, cancel);
                (entries, last) = await CopyAsync(log, output, cancel);
            },
            ct);
        // No number is left out, so that the count says which entry was the last.
        session.Notes.WriteLine(format == Jsonl && entries > 0 ? $"{entries} entries; the head is {JsonSerializer.Deserialize<AuditEntryView>(last, WireJson.Options)!.Hash}" : $"{entries} entries; go on with --after {after + entries}");
        return ExitCode.Allowed;
    }

    private static async Task<(long Lines, string Last)> CopyAsync(Stream log, Stream output, CancellationToken ct)
    {
        using var reader = new StreamReader(log);
        var (lines, last) = (0L, "");
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            (lines, last) = (lines + 1, line);
            await output.WriteAsync(Encoding.UTF8.GetBytes($"{line}\n"), ct);
        }

        return (lines, last);
    }

    private static Option<string> CreateFormat()
    {
        var option = new Option<string>("--format") { Description = "jsonl: whole, as the service has it; cef or ocsf: for a SIEM, without free text.", DefaultValueFactory = _ => Jsonl };
        return option.AcceptOnlyFromAmong(Jsonl, "cef", "ocsf");
    }

    private static Option<long> CreateAfter()
    {
        var option = new Option<long>("--after") { Description = "The number of the last entry that you have; what follows is written. From the first on unless given.", HelpName = "seq" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } text }] && (!long.TryParse(text, out var seq) || seq < 0))
                result.AddError("--after is the number of an entry, 0 or more.");
        });
        return option;
    }
}
