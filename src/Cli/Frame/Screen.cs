using System.Text;
using Spectre.Console;

namespace ToolRegistry.Cli.Frame;

/// <summary>What a text says of what it is about; a terminal shows it by colour.</summary>
internal enum Tone
{
    Plain,
    Good,
    Warning,
    Bad,
    Faint,
}

/// <summary>A text in a table.</summary>
internal readonly record struct Cell(string? Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Cell(string? text) => new(text);
}

/// <summary>
/// Where people and scripts read: tables and colour on a terminal, else plain lines that are easy to grep and cut. All text is taken
/// for text of others.
/// </summary>
internal sealed class Screen
{
    private readonly TextWriter writer;
    private readonly IAnsiConsole? terminal;

    /// <summary>Writes to a terminal, which the library looks at for its width and colours (and for NO_COLOR), or to something else.</summary>
    public Screen(TextWriter writer, bool isTerminal)
    {
        this.writer = writer;
        terminal = !isTerminal ? null : AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    /// <summary>Standard output: answers.</summary>
    public static Screen Answers() => Of(Console.Out, Console.OpenStandardOutput, Console.IsOutputRedirected);

    /// <summary>Standard error: what is no answer.</summary>
    public static Screen Notes() => Of(Console.Error, Console.OpenStandardError, Console.IsErrorRedirected);

    /// <summary>The terminal, or null when none reads.</summary>
    public IAnsiConsole? Terminal => terminal;

    /// <summary>Writes a line.</summary>
    public void WriteLine(string text, Tone tone = Tone.Plain)
    {
        if (terminal is null || tone == Tone.Plain)
            writer.WriteLine(HarmlessText.OneLine(text));
        else
            terminal.Write(new Text($"{HarmlessText.OneLine(text)}\n", StyleOf(tone)));
    }

    /// <summary>Writes rows: a table with a head on a terminal, else a line each with tabs between, without a head.</summary>
    public void WriteTable(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<Cell>> rows)
    {
        if (terminal is null)
        {
            foreach (var row in rows)
                writer.WriteLine(string.Join('\t', row.Select(c => HarmlessText.OneLine(c.Text))));
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        foreach (var (i, name) in head.Index())
            table.AddColumn(new TableColumn(new Text(name)) { NoWrap = i == 0 });
        foreach (var row in rows)
            table.AddRow(row.Select(c => new Text(HarmlessText.Lines(c.Text), StyleOf(c.Tone))));
        if (table.Rows.Count > 0)
            terminal.Write(table);
    }

    /// <summary>Writes what is on record of one thing: names and values; what has no value is left out.</summary>
    public void WriteFields(IEnumerable<(string Name, Cell Value)> fields)
    {
        var given = fields.Where(f => !string.IsNullOrEmpty(f.Value.Text));
        if (terminal is null)
        {
            foreach (var (name, value) in given)
                writer.WriteLine($"{name}\t{HarmlessText.OneLine(value.Text)}");
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in given)
            grid.AddRow(new Text(name, StyleOf(Tone.Faint)), new Text(HarmlessText.Lines(value.Text), StyleOf(value.Tone)));
        terminal.Write(grid);
    }

    private static Screen Of(TextWriter console, Func<Stream> stream, bool isRedirected)
    {
        if (!isRedirected)
            return new Screen(console, Environment.GetEnvironmentVariable("TERM") != "dumb");
        // UTF-8 whatever the code page, as all that reads pipes expects it.
        return new Screen(new StreamWriter(stream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }, isTerminal: false);
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Plain => Style.Plain,
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        Tone.Faint => new Style(Color.Grey),
    };
}
