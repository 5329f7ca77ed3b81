using System.CommandLine;
using ToolRegistry.Cli.Frame;

namespace ToolRegistry.Cli.Commands.Exports;

/// <summary><c>toolreg export cis-2</c>: the software inventory with the measures of CIS Control 2.</summary>
internal static class ExportCis2Command
{
    private const string Csv = "csv";

    private static readonly Option<string> Format = CreateFormat();

    public static Command Create() => new CliCommand("cis-2", "Write the software inventory with the measures of CIS Control 2.", "toolreg export cis-2 --format csv --out inventory.csv", RunAsync) { Format, OutFile.Option };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var report = session.Get(Format) == Csv ? await session.Client.Reports.Cis2CsvAsync(ct) : (await session.Client.Reports.Cis2Async(ct)).Json;
        return await session.WriteFileAsync((output, cancel) => output.WriteAsync(report, cancel).AsTask(), ct);
    }

    private static Option<string> CreateFormat()
    {
        var option = new Option<string>("--format") { Description = "json, with the measures; or csv, a row for each tool.", DefaultValueFactory = _ => "json" };
        return option.AcceptOnlyFromAmong("json", Csv);
    }
}
