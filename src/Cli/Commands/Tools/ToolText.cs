using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Tools;

/// <summary>Tools for people.</summary>
internal static class ToolText
{
    public static void Write(Screen screen, Answer<ToolView> answer)
    {
        var tool = answer.Body;
        screen.WriteFields(
        [
            ("Slug", tool.Slug),
            ("Name", tool.Name),
            ("Publisher", tool.Publisher),
            ("Category", tool.Category),
            ("Purpose", tool.BusinessPurpose),
            ("Owner", tool.Owner),
            ("Support", tool.SupportStatus),
            ("End of support", tool.EndOfSupport?.ToString("O")),
            ("Verified", tool.LastVerifiedAt?.ToString("O")),
            .. Identity(tool.VersionScheme, tool.OneVersionLine, tool.Identifiers),
            ("Releases", Texts.List(tool.Releases.Select(r => r.Version))),
            .. Pending(tool.Pending),
            ("ETag", answer.ETag),
        ]);
    }

    public static void Write(Screen screen, Answer<IdentityBody> answer) =>
        screen.WriteFields([.. Identity(answer.Body.VersionScheme, answer.Body.OneVersionLine, answer.Body.Identifiers), ("ETag", answer.ETag)]);

    private static IEnumerable<(string Name, Cell Value)> Identity(string scheme, bool oneVersionLine, IEnumerable<IdentifierBody> identifiers)
    {
        yield return ("Version scheme", oneVersionLine ? $"{scheme}, one version line" : scheme);
        foreach (var identifier in identifiers)
            yield return ("Identifier", $"{(identifier.Kind == "purl" ? "" : $"{identifier.Kind}:")}{identifier.Value}{(identifier.OwnVersionLine ? " (own version line)" : "")}");
    }

    private static IEnumerable<(string Name, Cell Value)> Pending(PendingIdentityView? pending)
    {
        if (pending is null)
            yield break;
        yield return ("Waits for review", new Cell($"a change by {Texts.List(pending.Authors)} ({Instants.Text(pending.ProposedAt)})", Tone.Warning));
        yield return ("Approvals", Texts.Approvals(pending.Approvals));
        foreach (var (name, value) in Identity(pending.VersionScheme, pending.OneVersionLine, pending.Identifiers))
            yield return ($"Pending {name.ToLowerInvariant()}", value);
        foreach (var artifact in pending.Artifacts.SelectMany(r => r.Artifacts ?? [], (release, artifact) => $"{release.Version}: {artifact.Sha256} {artifact.FileName}"))
            yield return ("Pending artifact", artifact);
    }
}
