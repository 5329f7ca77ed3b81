using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;

namespace ToolRegistry.Cli.Commands.Decisions;

/// <summary><c>toolreg decision report</c>, and the same as <c>toolreg export report</c>: one page on a decision.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Number = Named.Decision();
    private static readonly Option<bool> Html = new("--html") { Description = "As a page of HTML that stands alone; else as Markdown." };
    private static readonly Option<string?> Variant = CreateVariant();

    public static Command Create(string group = "decision") => new CliCommand("report", "Write one page on a decision: what was decided, by whom, when, and on what.", $"toolreg {group} report TR-42 --html --out TR-42.html", RunAsync)
    {
        Number, Html, Variant, OutFile.Option,
    };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var report = await session.Client.Decisions.ReportAsync(session.Get(Number)!, session.Get(Variant), session.Get(Html), ct);
        return await session.WriteFileAsync((output, cancel) => output.WriteAsync(report, cancel).AsTask(), ct);
    }

    private static Option<string?> CreateVariant()
    {
        var option = new Option<string?>("--variant") { Description = "public: public text alone; internal: all that is on record. The fullest that you may read unless given." };
        return option.AcceptOnlyFromAmong("public", "internal");
    }
}
