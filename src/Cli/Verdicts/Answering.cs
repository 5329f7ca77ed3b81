using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Offline;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;

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
