using System.CommandLine;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Frame;

/// <summary>What a running command has: its command line, the service, and where to write.</summary>
internal sealed class Session(ParseResult line) : IDisposable
{
    /// <summary>For people, or as the service gave it.</summary>
    public static readonly Option<string> OutputOption = CreateOutputOption("human", "json");

    private readonly Lazy<HttpClient> http = new(() => Connection.Of(line).CreateClient());

    public Screen Answers { get; } = Screen.Answers();

    public Screen Notes { get; } = Screen.Notes();

    /// <summary>The service. Commands that never ask for it need none.</summary>
    public RegisterClient Client => new(http.Value);

    /// <summary>Which service is meant.</summary>
    public Uri Server => Connection.ServerOf(line);

    public static Option<string> CreateOutputOption(params string[] forms)
    {
        var option = new Option<string>("--output", "-o") { Description = $"{string.Join(", ", forms[..^1])} or {forms[^1]}.", DefaultValueFactory = _ => forms[0] };
        return option.AcceptOnlyFromAmong(forms);
    }

    public T? Get<T>(Option<T> option) => line.GetValue(option);

    public T? Get<T>(Argument<T> argument) => line.GetValue(argument);

    /// <summary>Writes an answer in the form that was asked for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="show">Writes it for people.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The exit code of what is done.</returns>
    public async Task<int> WriteAsync<T>(Answer<T> answer, Action<Screen, Answer<T>> show, CancellationToken ct)
    {
        if (Get(OutputOption) == "json")
            await WriteAsync(answer.Json, ct);
        else
            show(Answers, answer);
        return ExitCode.Allowed;
    }

    /// <summary>Writes bytes to standard output as they are, and ends the line.</summary>
    public static async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(content, ct);
        output.WriteByte((byte)'\n');
    }

    public void Dispose()
    {
        if (http.IsValueCreated)
            http.Value.Dispose();
    }
}
