using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ToolRegistry.Cli.Frame;

/// <summary>The help of the library, with the command's example.</summary>
internal sealed class HelpWithExample(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Who asks for help need not have the rest of the line right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        // The library takes the name from the file that runs, which is no name that a person types.
        output.Write(text.ToString().Replace($"  {RootCommand.ExecutableName} ", $"  {CommandLine.Name} ", StringComparison.Ordinal).TrimEnd() + Environment.NewLine);
        if (parseResult.CommandResult.Command is CliCommand { Example: var example })
            output.Write($"{Environment.NewLine}Example:{Environment.NewLine}  {example}{Environment.NewLine}");
        return ExitCode.Allowed;
    }
}
