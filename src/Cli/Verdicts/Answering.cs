using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Offline;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;
using ToolRegistry.Client.Sboms;

namespace ToolRegistry.Cli.Verdicts;

/// <summary>Has questions answered: by the service, or offline by a snapshot.</summary>
internal static class Answering
{
    /// <summary>The most questions of one request.</summary>
    private const int MaxBatch = 10_000;

    /// <summary>One question alone; it may need no token.</summary>
    public static async Task<CheckResult> AnswerAsync(this Session session, CheckBody question, CancellationToken ct)
    {
        if (session.Get(CheckOptions.Offline) is { } file)
            return OfflineAnswers.Of(session, file).Answer(question);
        var answer = await session.Client.CheckAsync(question, ct);
        return new CheckResult([new Finding(answer.Body)], answer.Json) { IsSingle = true };
    }

    /// <summary>Many questions, however many; the service wants a token.</summary>
    public static async Task<CheckResult> AnswerAsync(this Session session, IReadOnlyList<Question> questions, CancellationToken ct) =>
        session.Get(CheckOptions.Offline) is { } file
            ? OfflineAnswers.Of(session, file).Answer(questions)
            : await session.Notes.ShowAsync($"Checking {questions.Count}", (questions.Count + MaxBatch - 1) / MaxBatch, done => AnswerAsync(session, questions, done, ct));

    /// <summary>All components of an SBOM; the service wants a token.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The SBOM, relative to the working folder.</param>
    /// <param name="document">Its content; it is closed.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SbomException">It can't be read as a whole: nothing of it is checked.</exception>
    public static async Task<CheckResult> AnswerAsync(this Session session, string name, Stream document, CancellationToken ct)
    {
        var asked = session.About("", version: null);
        if (session.Get(CheckOptions.Offline) is { } file)
            return OfflineAnswers.Of(session, file).Answer(await SbomReader.ReadAsync(document, ct: ct), name, asked);
        // It is read here too, for the lines of its components, which the answer does not have. A pipe is read once.
        IReadOnlyList<SbomComponent> components = [];
        if (document.CanSeek)
        {
            components = await SbomReader.ReadAsync(document, ct: ct);
            document.Position = 0;
        }

        var answer = await session.Client.CheckSbomAsync(document, asked.Groups, asked.Environment, asked.Region, asked.At, ct);
        // Of a service that reads otherwise no lines are better than wrong ones.
        var areSame = components.Count == answer.Body.Verdicts.Count;
        return new CheckResult([.. answer.Body.Verdicts.Select((verdict, i) => new Finding(verdict, name, areSame ? components[i].Line : null))], answer.Json);
    }

    private static async Task<CheckResult> AnswerAsync(Session session, IReadOnlyList<Question> questions, Action done, CancellationToken ct)
    {
        var (findings, json) = (new List<Finding>(questions.Count), new List<ReadOnlyMemory<byte>>());
        foreach (var part in questions.Chunk(MaxBatch))
        {
            var answer = await session.Client.CheckAsync(new CheckBatchBody([.. part.Select(q => q.Check)]), ct);
            if (answer.Body.Verdicts.Count != part.Length)
                throw new HttpRequestException($"{part.Length} questions were asked, and {answer.Body.Verdicts.Count} answered.");
            findings.AddRange(answer.Body.Verdicts.Zip(part, (verdict, question) => new Finding(verdict, question.File, question.Line)));
            json.Add(answer.Json);
            done();
        }

        return new CheckResult(findings, json.Count == 0 ? "{\"revision\":0,\"verdicts\":[]}"u8.ToArray() : JsonParts.Join(json, "verdicts"));
    }
}
