using System.CommandLine;
using System.CommandLine.Parsing;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Tests.Running;

namespace ToolRegistry.Cli.Tests.Frame;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. All(CommandLine.Create()).OfType<CliCommand>().Select(PathOf)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Example_IsALineThatIsUnderstood_AndRunsTheCommand(string path)
    {
        var root = CommandLine.Create();
        var command = All(root).OfType<CliCommand>().Single(c => PathOf(c) == path);
        var line = root.Parse([.. CommandLineParser.SplitCommandLine(command.Example.Replace('\'', '"')).Skip(1)]);
        Assert.StartsWith($"toolreg {path}", command.Example, StringComparison.Ordinal);
        Assert.Empty(line.Errors);
        Assert.Same(command, line.CommandResult.Command);
        Assert.EndsWith(".", command.Description, StringComparison.Ordinal);
        Assert.All(command.Options, o => Assert.False(string.IsNullOrEmpty(o.Description), o.Name));
    }

    [Fact]
    public async Task Help_IsAnAnswer_WithTheExample()
    {
        using var toolreg = Toolreg.At(server: null);
        var help = await toolreg.RunAsync("check", "--help");
        Assert.Contains("toolreg check [<subject>] [options]", help.Expect(0), StringComparison.Ordinal);
        Assert.EndsWith("Example:\n  toolreg check pkg:npm/left-pad@1.3.0 --environment ci\n", help.Output, StringComparison.Ordinal);
        Assert.Equal("", help.Errors);
    }

    internal static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    internal static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{PathOf(parent)} {command.Name}" : command.Name;
}
