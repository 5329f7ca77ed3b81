using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Verdicts;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Views;

namespace ToolRegistry.Cli.Offline;

/// <summary>Has questions answered here, from a snapshot that was downloaded, as the service would answer whoever downloaded it.</summary>
internal sealed class OfflineAnswers
{
    private readonly SnapshotFile file;
    private readonly DateTimeOffset now = DateTimeOffset.Now;

    private OfflineAnswers(SnapshotFile file) => this.file = file;

    /// <summary>Verifies the snapshot, and says how old it is.</summary>
    /// <param name="session">The session, for which <see cref="CheckOptions.Offline"/> is given.</param>
    /// <param name="path">The snapshot.</param>
    public static OfflineAnswers Of(Session session, string path)
    {
        var answers = new OfflineAnswers(SnapshotFile.Read(path, SigningKeys.Read(session.Get(CheckOptions.Keys))));
        var description = answers.file.Describe(answers.now, out var isOld);
        session.Notes.WriteLine($"Answered offline by {description}.", isOld ? Tone.Warning : Tone.Plain);
        return answers;
    }

    /// <summary>One question alone.</summary>
    /// <exception cref="DomainException">It can't be understood.</exception>
    public CheckResult Answer(CheckBody question)
    {
        var verdict = Judge(Subject.Parse(question.Subject), question);
        return new CheckResult([new Finding(verdict)], Json(verdict)) { IsSingle = true };
    }

    /// <summary>Many questions. An unreadable subject is Unknown, with a note.</summary>
    /// <exception cref="DomainException">Environment, region or instant can't be understood.</exception>
    public CheckResult Answer(IReadOnlyList<Question> questions)
    {
        var findings = questions.Select(q => new Finding(Judge(q.Check), q.File, q.Line)).ToArray();
        return new CheckResult(findings, Json(new CheckBatchView(file.Snapshot.Revision, [.. findings.Select(f => f.Verdict)])));
    }

    private static ReadOnlyMemory<byte> Json<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Options);

    private VerdictView Judge(CheckBody question) => Subject.TryParse(question.Subject, out var subject, out var error)
        ? Judge(subject, question)
        : VerdictViews.Unknown(question.Subject, question.Version, question.At ?? now, Wire.Parse<CheckAction>(file.Document.UnknownAction, "unknownAction"), $"The subject can't be read: {error.Message}", file.Snapshot.Revision);

    private VerdictView Judge(Subject subject, CheckBody question) => VerdictViews.Of(
        file.Snapshot.Check(CheckQuery.Create(subject, question.Version, file.Document.Groups, question.Environment, question.Region, question.At ?? now)),
        isAnonymous: false);
}
