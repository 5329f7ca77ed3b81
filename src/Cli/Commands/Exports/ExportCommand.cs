using System.CommandLine;
using ToolRegistry.Cli.Commands.Audit;
using ToolRegistry.Cli.Commands.Decisions;
using ToolRegistry.Cli.Records;

namespace ToolRegistry.Cli.Commands.Exports;

/// <summary><c>toolreg export</c>: documents that leave the register.</summary>
internal static class ExportCommand
{
    public static Command Create() => new Command("export", "Write documents for auditors: the audit log, the software inventory, the report on a decision.").With(
        ExportAuditCommand.Create("audit", "export audit"),
        ExportCis2Command.Create(),
        ReportCommand.Create("export"));
}
