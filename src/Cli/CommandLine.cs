using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ToolRegistry.Cli.Commands;
using ToolRegistry.Cli.Commands.Audit;
using ToolRegistry.Cli.Commands.Decisions;
using ToolRegistry.Cli.Commands.Exceptions;
using ToolRegistry.Cli.Commands.Exports;
using ToolRegistry.Cli.Commands.Requests;
using ToolRegistry.Cli.Commands.Tools;
using ToolRegistry.Cli.Frame;

namespace ToolRegistry.Cli;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    public const string Name = "toolreg";

    // What is written as @dana in a reason, or @scope/name, is no file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static RootCommand Create()
    {
        var root = new RootCommand("May I use this software, and if not, what instead? Asks and keeps ToolRegistry.")
        {
            Connection.ServerOption,
            CheckCommand.Create(),
            ScanCommand.Create(),
            SnapshotCommand.Create(),
            ToolCommand.Create(),
            DecisionCommand.Create(),
            ExceptionCommand.Create(),
            RequestCommand.Create(),
            AuditCommand.Create(),
            ExportCommand.Create(),
            LoginCommand.Create(),
            LogoutCommand.Create(),
            CompletionCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        help.Action = new HelpWithExample((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Parses and runs.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var line = Create().Parse(arguments, Parsing);
        if (line.Action is ParseErrorAction)
            return Misunderstanding.Explain(line, Screen.Notes());
        return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
