using System.CommandLine;
using ToolRegistry.Cli.Lockfiles;
using ToolRegistry.Client;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain;

namespace ToolRegistry.Cli.Frame;

/// <summary>A command that does something. However it ends, it says so by an exit code, and on standard error why it has no answer.</summary>
internal sealed class CliCommand : Command
{
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does, as a sentence.</param>
    /// <param name="example">One line that can be run as printed.</param>
    /// <param name="run">Does it.</param>
    public CliCommand(string name, string description, string example, Func<Session, CancellationToken, Task<int>> run)
        : base(name, description)
    {
        Example = example;
        SetAction((line, ct) => RunAsync(line, run, ct));
    }

    /// <summary>Shown with the help.</summary>
    public string Example { get; }

    private static async Task<int> RunAsync(ParseResult line, Func<Session, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        using var session = new Session(line);
        try
        {
            return await run(session, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (Understand(failure, session) is { } understood)
        {
            foreach (var sentence in understood.Message.Split('\n'))
                session.Notes.WriteLine(sentence, Tone.Bad);
            return understood.ExitCode;
        }
    }

    /// <summary>What is no fault of the program's own; null of what is.</summary>
    private static CliException? Understand(Exception failure, Session session) => failure switch
    {
        CliException understood => understood,
        RegisterException refusal => OfRefusal(refusal.Problem),
        DomainException refusal => CliException.Usage($"{refusal.Message} ({refusal.Code})"),
        LockfileException or SbomException => CliException.Usage(failure.Message),
        HttpRequestException lost => new CliException(ExitCode.Unreachable, $"{session.Server} can't be reached: {lost.Message}"),
        OperationCanceledException => new CliException(ExitCode.Unreachable, $"{session.Server} did not answer in time."),
        IOException or UnauthorizedAccessException => CliException.Usage(failure.Message),
        _ => null,
    };

    private static CliException OfRefusal(Problem problem)
    {
        var sentences = new List<string> { $"{problem.Detail ?? problem.Title} ({problem.Code})" };
        foreach (var (member, faults) in problem.Errors ?? new Dictionary<string, string[]>())
            sentences.AddRange(faults.Where(f => f != problem.Detail).Select(f => $"  {member}: {f}"));
        if (problem.Status == 401)
            sentences.Add(Connection.TokenNeeded);
        if (problem.Status < 500)
            return CliException.Usage(string.Join('\n', sentences));
        if (problem.CorrelationId is { } id)
            sentences.Add($"Its logs know the request as {id}.");
        return new CliException(ExitCode.Unreachable, string.Join('\n', sentences));
    }
}
