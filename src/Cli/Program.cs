using System.CommandLine;
using ToolRegistry.Cli;

var root = new RootCommand("Asks ToolRegistry whether software may be used.");
root.Add(CheckCommand.Create());
return root.Parse(args) is { Errors.Count: > 0 } wrong ? Usage(wrong) : await root.Parse(args).InvokeAsync();

static int Usage(ParseResult wrong)
{
    foreach (var error in wrong.Errors)
        Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine("Try: toolreg --help");
    return ExitCode.Usage;
}
