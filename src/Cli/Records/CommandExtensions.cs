using System.CommandLine;

namespace ToolRegistry.Cli.Records;

internal static class CommandExtensions
{
    /// <summary>The command with arguments, options and commands below it.</summary>
    public static T With<T>(this T command, params IEnumerable<Symbol> symbols)
        where T : Command
    {
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
                case Command below:
                    command.Add(below);
                    break;
            }
        }

        return command;
    }
}
