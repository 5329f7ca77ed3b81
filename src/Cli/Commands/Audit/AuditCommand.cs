using System.CommandLine;
using ToolRegistry.Cli.Records;

namespace ToolRegistry.Cli.Commands.Audit;

/// <summary><c>toolreg audit</c>.</summary>
internal static class AuditCommand
{
    public static Command Create() => new Command("audit", "The audit log, one chain of entries.").With(ExportAuditCommand.Create("export", "audit export"), VerifyCommand.Create(), CheckpointCommand.Create(), RedactCommand.Create());
}
