using System.CommandLine;

namespace ToolRegistry.Cli.Frame;

/// <summary>Says what is wrong with a command line, and what was perhaps meant.</summary>
internal static class Misunderstanding
{
    public static int Explain(ParseResult line, Screen notes)
    {
        var command = line.CommandResult.Command;
        foreach (var sentence in Sentences(line, command))
            notes.WriteLine(sentence, Tone.Bad);
        notes.WriteLine($"Try: {PathOf(command)} --help");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Sentences(ParseResult line, Command command)
    {
        // One word that is not known makes errors of those that follow it.
        if (line.UnmatchedTokens is not [var unknown, ..])
            return line.CommandResult.Command is { Subcommands.Count: > 0 } group ? [$"Say what to do: {string.Join(", ", group.Subcommands.Select(c => c.Name))}."] : line.Errors.Select(e => e.Message);
        if (!unknown.StartsWith('-') && command.Subcommands.Count == 0)
            return [$"{unknown} is one argument too many."];
        var (kind, known) = unknown.StartsWith('-') ? ("option", OptionsOf(line)) : ("command", command.Subcommands.Select(c => c.Name));
        var meant = known.Select(name => (Name: name, Distance: Distance(unknown, name))).Where(n => n.Distance <= Math.Max(1, unknown.Length / 3)).OrderBy(n => n.Distance).Select(n => n.Name).Take(3).ToArray();
        return [$"There is no {kind} {unknown} here.{(meant.Length == 0 ? "" : $" Did you mean {string.Join(" or ", meant)}?")}"];
    }

    private static IEnumerable<string> OptionsOf(ParseResult line) =>
        line.CommandResult.Command.Options.Concat(line.RootCommandResult.Command.Options.Where(o => o.Recursive)).Select(o => o.Name);

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : CommandLine.Name;

    /// <summary>How many letters must be put in, taken out or changed (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= right.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
