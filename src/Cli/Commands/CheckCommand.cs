using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Lockfiles;
using ToolRegistry.Cli.Verdicts;

namespace ToolRegistry.Cli.Commands;

/// <summary><c>toolreg check</c>: may I use this?</summary>
internal static class CheckCommand
{
    private static readonly Argument<string?> Subject = new("subject") { Description = "A purl, another identifier as kind:value, a SHA-256, or a tool's slug.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> LockedBy = FilePaths.CreateOption("--lockfile", $"Check all packages of a lock file: {Lockfile.Names}. It needs a token.");
    private static readonly Option<string?> ListedBy = FilePaths.CreateOption("--sbom", "Check all components of an SBOM: CycloneDX 1.4 to 1.7 (JSON, XML) or SPDX 2.3 (JSON). It needs a token.");
    private static readonly Option<string?> ToolVersion = new("--tool-version") { Description = "The version, unless the subject carries one." };

    public static Command Create()
    {
        var command = new CliCommand("check", "Ask whether something may be used.", "toolreg check pkg:npm/left-pad@1.3.0 --environment ci", RunAsync)
        {
            Subject, LockedBy, ListedBy, ToolVersion, CheckOptions.Environment, CheckOptions.Region, CheckOptions.At, CheckOptions.Strict, CheckOptions.Offline, CheckOptions.Keys, CheckOptions.Output,
        };
        command.Validators.Add(line =>
        {
            if (new[] { line.GetValue(Subject), line.GetValue(LockedBy), line.GetValue(ListedBy) }.Count(source => source is not null) != 1)
                line.AddError("Name either a subject, a --lockfile or an --sbom.");
            if (line.GetValue(Subject) is null && line.GetValue(ToolVersion) is not null)
                line.AddError("Files name the versions themselves: leave --tool-version off.");
        });
        return command;
    }

    private static async Task<int> RunAsync(Session session, CancellationToken ct) => await session.WriteAsync(await AnswerAsync(session, ct), ct);

    private static async Task<CheckResult> AnswerAsync(Session session, CancellationToken ct)
    {
        if (session.Get(LockedBy) is { } locked)
            return await session.AnswerAsync(QuestionsOf(locked, session), ct);
        if (session.Get(ListedBy) is not { } listed)
            return await session.AnswerAsync(session.About(session.Get(Subject)!, session.Get(ToolVersion)), ct);
        await using var document = File.OpenRead(listed);
        return await session.AnswerAsync(FilePaths.NameOf(listed), document, ct);
    }

    /// <summary>All packages of a lock file. Of what can't be read as a whole nothing is checked.</summary>
    private static Question[] QuestionsOf(string file, Session session)
    {
        using var content = File.OpenRead(file);
        var name = FilePaths.NameOf(file);
        var locked = Lockfile.Read(name, content);
        foreach (var note in locked.Notes)
            session.Notes.WriteLine(note);
        return [.. locked.Packages.Select(p => new Question(session.About(p.Purl.ToString(), version: null), name, p.Line))];
    }
}
