using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Verdicts;
using ToolRegistry.Client;
using ToolRegistry.Client.Findings;
using ToolRegistry.Client.Sboms;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Views;

namespace ToolRegistry.Cli.Offline;

/// <summary>Has questions answered here, from a snapshot that was downloaded, as the service would answer whoever downloaded it.</summary>
internal sealed class OfflineAnswers
{
    private readonly SnapshotFile file;
    private readonly Answers answers;
    private readonly DateTimeOffset now = DateTimeOffset.Now;

    private OfflineAnswers(SnapshotFile file) =>
        (this.file, answers) = (file, new Answers(file.Snapshot, Wire.Parse<CheckAction>(file.Document.UnknownAction, "unknownAction"), onUse: _ => { }));

    /// <summary>Verifies the snapshot, and says how old it is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">The snapshot.</param>
    public static OfflineAnswers Of(Session session, string path)
    {
        var offline = new OfflineAnswers(SnapshotFile.Read(path, SigningKeys.Read(session.Get(CheckOptions.Keys))));
        var description = offline.file.Describe(offline.now, out var isOld);
        session.Notes.WriteLine($"Answered offline by {description}.", isOld ? Tone.Warning : Tone.Plain);
        return offline;
    }

    /// <summary>One question alone.</summary>
    /// <exception cref="DomainException">It can't be understood.</exception>
    public CheckResult Answer(CheckBody question)
    {
        var verdict = To(Subject.Parse(question.Subject), question);
        return new CheckResult([new Finding(verdict)], Json(verdict)) { IsSingle = true };
    }

    /// <summary>Many questions. An unreadable subject is Unknown, with a note.</summary>
    /// <exception cref="DomainException">Environment, region or instant can't be understood.</exception>
    public CheckResult Answer(IReadOnlyList<Question> questions) => Of([.. questions.Select(q => new Finding(To(q.Check), q.File, q.Line))]);

    /// <summary>The components of an SBOM.</summary>
    /// <inheritdoc cref="Answer(IReadOnlyList{Question})" path="/exception"/>
    public CheckResult Answer(IReadOnlyList<SbomComponent> components, string name, CheckBody asked)
    {
        var checker = new ComponentAnswers(answers, Asker.Create(file.Document.Groups, asked.Environment, asked.Region), asked.At ?? now, isUse: false);
        return Of([.. components.Select(c => new Finding(checker.To(c), name, c.Line))]);
    }

    private static ReadOnlyMemory<byte> Json<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Options);

    private CheckResult Of(Finding[] findings) => new(findings, Json(new CheckBatchView(file.Snapshot.Revision, [.. findings.Select(f => f.Verdict)])));

    private VerdictView To(CheckBody question) => Subject.TryParse(question.Subject, out var subject, out var error)
        ? To(subject, question)
        : answers.Unreadable(question.Subject, question.Version, question.At ?? now, error);

    private VerdictView To(Subject subject, CheckBody question) =>
        answers.To(CheckQuery.Create(subject, question.Version, file.Document.Groups, question.Environment, question.Region, question.At ?? now), isUse: false);
}
