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
    private static readonly Option<string?> ToolVersion = new("--tool-version") { Description = "The version, unless the subject carries one." };

    public static Command Create()
    {
        var command = new CliCommand("check", "Ask whether something may be used.", "toolreg check pkg:npm/left-pad@1.3.0 --environment ci", RunAsync)
        {
            Subject, LockedBy, ToolVersion, CheckOptions.Environment, CheckOptions.Region, CheckOptions.At, CheckOptions.Strict, CheckOptions.Offline, CheckOptions.Keys, CheckOptions.Output,
        };
        command.Validators.Add(line =>
        {
            if (line.GetValue(Subject) is null == line.GetValue(LockedBy) is null)
                line.AddError("Name either a subject or a --lockfile.");
            if (line.GetValue(LockedBy) is not null && line.GetValue(ToolVersion) is not null)
                line.AddError("A lock file names the versions itself: leave --tool-version off.");
        });
        return command;
    }

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var result = session.Get(LockedBy) is { } file
            ? await session.AnswerAsync(QuestionsOf(file, session), ct)
            : await session.AnswerAsync(session.About(session.Get(Subject)!, session.Get(ToolVersion)), ct);
        return await session.WriteAsync(result, ct);
    }

    /// <summary>All packages of a lock file. Of what can't be read as a whole nothing is checked.</summary>
    private static Question[] QuestionsOf(string file, Session session)
    {
        using var content = File.OpenRead(file);
        var name = Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
        var locked = Lockfile.Read(name, content);
        foreach (var note in locked.Notes)
            session.Notes.WriteLine(note);
        return [.. locked.Packages.Select(p => new Question(session.About(p.Purl.ToString(), version: null), name, p.Line))];
    }
}
