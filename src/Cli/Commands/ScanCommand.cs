using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Scan;
using ToolRegistry.Cli.Verdicts;

namespace ToolRegistry.Cli.Commands;

/// <summary><c>toolreg scan</c>: may I use what is installed on this machine?</summary>
internal static class ScanCommand
{
    private static readonly Option<string[]> Picked = CreatePicked();

    public static Command Create() => new CliCommand("scan", "Check what is installed on this machine. It needs a token.", "toolreg scan --source npm --source pip --environment workstation", RunAsync)
    {
        Picked, CheckOptions.Environment, CheckOptions.Region, CheckOptions.At, CheckOptions.Strict, CheckOptions.Offline, CheckOptions.Keys, CheckOptions.Output,
    };

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var picked = session.Get(Picked) is { Length: > 0 } names ? ScanSource.All.Where(s => names.Contains(s.Name)).ToArray() : ScanSource.All;
        var vendor = OsRelease.ReadId();
        var lists = await session.Notes.ShowAsync("Reading what is installed", picked.Count, done => Task.WhenAll(picked.Select(source => ListAsync(source, vendor, done, ct))));
        foreach (var (source, list) in picked.Zip(lists))
            Tell(source, list, wasPicked: picked != ScanSource.All, session.Notes);
        var found = lists.Select(l => l.Found).OfType<FoundSoftware>().ToArray();
        // Nothing read is not the same as nothing installed.
        if (found.Length == 0)
            throw CliException.Usage($"Nothing that is installed here could be listed; looked for {string.Join(", ", picked.Select(s => s.Name))}.");
        var questions = found.SelectMany(f => f.Software).Distinct().Select(s => new Question(session.About(s.Subject, s.Version))).ToArray();
        return await session.WriteAsync(await session.AnswerAsync(questions, ct), ct);
    }

    private static async Task<(FoundSoftware? Found, string? Fault)> ListAsync(ScanSource source, string? vendor, Action done, CancellationToken ct)
    {
        try
        {
            return (await source.ListAsync(vendor, ct), null);
        }
        catch (ScanException fault)
        {
            return (null, fault.Message);
        }
        finally
        {
            done();
        }
    }

    private static void Tell(ScanSource source, (FoundSoftware? Found, string? Fault) list, bool wasPicked, Screen notes)
    {
        foreach (var note in list.Found?.Notes ?? [])
            notes.WriteLine(note);
        if (list.Fault is { } fault)
            notes.WriteLine($"{source.Name} was left out: {fault}", Tone.Warning);
        else if (list.Found is null && wasPicked)
            notes.WriteLine($"{source.Name} was left out: {string.Join(" or ", source.Programs)} is not installed here.", Tone.Warning);
    }

    private static Option<string[]> CreatePicked()
    {
        var names = ScanSource.All.Select(s => s.Name).ToArray();
        var option = new Option<string[]>("--source") { Description = $"Only what this one lists: {string.Join(", ", names)}. May be given several times; all that are here unless given." };
        return option.AcceptOnlyFromAmong(names);
    }
}
