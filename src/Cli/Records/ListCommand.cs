using System.CommandLine;
using System.Globalization;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Records;

/// <summary>Commands that list records.</summary>
internal static class ListCommand
{
    private const int Usual = 50;

    private static readonly Option<int> Limit = CreateLimit();
    private static readonly Option<bool> All = new("--all") { Description = "List all that there are." };
    private static readonly Option<string?> Sort = new("--sort") { Description = "By what, with - before it for descending: --sort=-number." };

    /// <param name="description">What is listed.</param>
    /// <param name="example">One line that can be run as printed.</param>
    /// <param name="list">Reads one page.</param>
    /// <param name="head">The columns.</param>
    /// <param name="row">A record's row.</param>
    /// <param name="filters">Narrow the list.</param>
    public static CliCommand Create<T>(string description, string example, Func<Session, PageRequest, CancellationToken, Task<Answer<Page<T>>>> list, string[] head, Func<T, Cell[]> row, params IEnumerable<Option> filters) =>
        new CliCommand("list", description, example, async (session, ct) =>
        {
            var pages = new List<Answer<Page<T>>>();
            await foreach (var page in PageRequest.ReadAsync<T>((request, cancel) => list(session, request, cancel), session.Get(Sort), session.Get(All) ? null : session.Get(Limit), ct))
                pages.Add(page);
            await session.WriteAsync(
                new Answer<IEnumerable<T>>(pages.SelectMany(p => p.Body.Items), ETag: null, JsonParts.Join([.. pages.Select(p => p.Json)], "items")),
                (screen, items) => screen.WriteTable(head, items.Body.Select(row)),
                ct);
            if (pages[^1].Body.NextCursor is not null)
                session.Notes.WriteLine("There are more: --all lists them, --limit as many as it says.");
            return ExitCode.Allowed;
        }).With([.. filters, Limit, All, Sort, Session.OutputOption]);

    private static Option<int> CreateLimit() => new("--limit")
    {
        Description = "How many records at most.",
        DefaultValueFactory = _ => Usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens.Count == 1 ? result.Tokens[0].Value : null, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
                return limit;
            result.AddError($"--limit is a number from 1 to {int.MaxValue}.");
            return 0;
        },
    };
}
