using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Records;

/// <summary>A record that a command is about to change.</summary>
/// <param name="Name">Its number or slug.</param>
/// <param name="Now">What it is now.</param>
/// <param name="IfMatch">The state that the change is meant for.</param>
internal sealed record Chosen<T>(string Name, T Now, string IfMatch);

/// <summary>What all commands on one kind of record share.</summary>
/// <param name="name">The argument that names a record.</param>
/// <param name="read">Reads it.</param>
/// <param name="show">Writes it for people.</param>
internal sealed class RecordKind<T>(Argument<string> name, Func<RegisterClient, string, CancellationToken, Task<Answer<T>>> read, Action<Screen, Answer<T>> show)
{
    private readonly Option<string?> ifMatch = new("--if-match")
    {
        Description = "The ETag that show printed: refuse, if the record changed since. Without it, the record is changed as it is now.",
        HelpName = "etag",
    };

    private readonly Option<string?> idempotencyKey = new("--idempotency-key")
    {
        Description = "Repeats a command whose answer was lost, so that it is done once; a new key unless given.",
        HelpName = "key",
    };

    /// <summary>A command that reads one record.</summary>
    public CliCommand Show(string verb, string description, string example) =>
        new(verb, description, example, async (session, ct) => await session.WriteAsync(await read(session.Client, session.Get(name)!, ct), show, ct)) { name, Session.OutputOption };

    /// <summary>A command that puts a record in place.</summary>
    public CliCommand Create(string verb, string description, string example, Func<Session, string, CancellationToken, Task<Answer<T>>> create, params IEnumerable<Symbol> symbols) =>
        Command(verb, description, example, (session, ct) => OnceAsync(session, key => create(session, key, ct), ct), [.. symbols, idempotencyKey]);

    /// <summary>A command that changes one record. It reads the record first, so that it is what is there now that is changed.</summary>
    public CliCommand Change(string verb, string description, string example, Func<Session, Chosen<T>, CancellationToken, Task<Answer<T>>> change, params IEnumerable<Symbol> symbols) =>
        Command(verb, description, example, async (session, ct) => await change(session, await ChooseAsync(session, ct), ct), [name, .. symbols, ifMatch]);

    /// <summary>A command that adds something to one record.</summary>
    public CliCommand Add(string verb, string description, string example, Func<Session, Chosen<T>, string, CancellationToken, Task<Answer<T>>> add, params IEnumerable<Symbol> symbols) =>
        Command(
            verb,
            description,
            example,
            async (session, ct) =>
            {
                var chosen = await ChooseAsync(session, ct);
                return await OnceAsync(session, key => add(session, chosen, key, ct), ct);
            },
            [name, .. symbols, ifMatch, idempotencyKey]);

    private CliCommand Command(string verb, string description, string example, Func<Session, CancellationToken, Task<Answer<T>>> act, IEnumerable<Symbol> symbols) =>
        new CliCommand(verb, description, example, async (session, ct) => await session.WriteAsync(await act(session, ct), show, ct)).With([.. symbols, Session.OutputOption]);

    private async Task<Chosen<T>> ChooseAsync(Session session, CancellationToken ct)
    {
        var now = await read(session.Client, session.Get(name)!, ct);
        var state = session.Get(ifMatch) is { } seen ? ETagOf(seen) : now.ETag ?? throw new HttpRequestException("The record came without an ETag.");
        return new Chosen<T>(session.Get(name)!, now.Body, state);
    }

    private async Task<Answer<T>> OnceAsync(Session session, Func<string, Task<Answer<T>>> act, CancellationToken ct)
    {
        var key = session.Get(idempotencyKey) ?? Guid.NewGuid().ToString();
        try
        {
            return await act(key);
        }
        catch (Exception lost) when (lost is HttpRequestException || lost is OperationCanceledException && !ct.IsCancellationRequested)
        {
            session.Notes.WriteLine($"Whether it was done is not known: repeat it with --idempotency-key {key}, and it is done once.");
            throw;
        }
    }

    // Shells take quotes off.
    private static string ETagOf(string seen) => seen == "*" || seen.Contains('"', StringComparison.Ordinal) ? seen : $"\"{seen}\"";
}
