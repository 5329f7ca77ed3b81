using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Records;

/// <summary>A member of a body that has an option or an argument of its own.</summary>
/// <param name="Symbol">The option or argument.</param>
/// <param name="Name">The member.</param>
/// <param name="Read">Its value; null when it was not given.</param>
internal sealed record BodyMember(Symbol Symbol, string Name, Func<Session, JsonNode?> Read)
{
    /// <summary>A text that the service reads.</summary>
    public static BodyMember Text(string option, string name, string description)
    {
        var symbol = new Option<string?>(option) { Description = description };
        return new BodyMember(symbol, name, session => session.Get(symbol));
    }

    /// <summary>A list of which each element is given once.</summary>
    public static BodyMember Many(string option, string name, string description, Func<string, JsonNode> element)
    {
        var symbol = new Option<string[]>(option) { Description = $"{description} May be given several times." };
        return new BodyMember(symbol, name, session => session.Get(symbol) is { Length: > 0 } given ? new JsonArray([.. given.Select(element)]) : null);
    }
}

/// <summary>What is sent: a JSON file or standard input, the members that have options of their own, or both.</summary>
internal sealed class Body(params BodyMember[] members)
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private readonly Option<string?> from = FilePaths.CreateOption("--from", "The body as JSON: a file, or - for standard input. Options take the place of its members.", "file|-");

    /// <summary>What a command that sends it must know.</summary>
    public IEnumerable<Symbol> Symbols => [.. members.Select(m => m.Symbol), from];

    /// <summary>Reads the body of something new.</summary>
    /// <exception cref="CliException">It can't be read, or is none of this kind.</exception>
    public Task<T> ReadAsync<T>(Session session, CancellationToken ct)
        where T : class =>
        ReadAsync<T>(session, now: null, ct);

    /// <summary>Reads a body that takes the place of what is there: what is not said stays as it is now.</summary>
    /// <inheritdoc cref="ReadAsync{T}(Session, CancellationToken)" path="/exception"/>
    public async Task<T> ReadAsync<T>(Session session, T? now, CancellationToken ct)
        where T : class
    {
        var given = members.Select(m => (m.Name, Value: m.Read(session))).Where(m => m.Value is not null).ToArray();
        var file = session.Get(from);
        if (file is null && given.Length == 0)
            throw CliException.Usage("Say what by --from or by options; --help lists them.");
        // Of what is there now only the members that can be said are taken.
        var body = file is not null ? await ReadAsync(file, ct) : now is null ? [] : JsonSerializer.SerializeToNode<T>(now, WireJson.Options)!.AsObject();
        foreach (var (name, value) in given)
            body[name] = value;
        try
        {
            return body.Deserialize<T>(WireJson.Strict)!;
        }
        catch (JsonException fault)
        {
            var (member, message) = WireJson.Explain(fault);
            throw CliException.Usage(member == "$" ? message : $"{member}: {message}");
        }
    }

    private static async Task<JsonObject> ReadAsync(string file, CancellationToken ct)
    {
        await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        var content = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, ct);
        if (length > MaxBytes)
            throw CliException.Usage("A body is at most 8 MB.");
        try
        {
            return JsonNode.Parse(content.AsSpan(0, length), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 }) as JsonObject
                ?? throw CliException.Usage($"{file} holds no JSON object.");
        }
        catch (JsonException fault)
        {
            throw CliException.Usage($"{file} is no JSON: {fault.Message}");
        }
    }
}
