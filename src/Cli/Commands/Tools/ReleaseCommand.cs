using System.CommandLine;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Tools;

/// <summary><c>toolreg tool release</c>: the versions of a tool.</summary>
internal static class ReleaseCommand
{
    private static readonly RecordKind<ReleaseList> Releases = new(Named.Tool(), (client, slug, ct) => client.Tools.ReleasesAsync(slug, ct), Write);

    private static readonly Argument<string?> Version = new("version") { Description = "The version, as its publisher writes it.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Body Added = new(
        new BodyMember(Version, "version", session => session.Get(Version)),
        BodyMember.Text("--released-at", "releasedAt", "The day on which it was released."));

    public static Command Create() => new Command("release", "The versions of a tool.").With(
        Releases.Show("list", "List a tool's releases.", "toolreg tool release list claude-code"),
        ToolCommand.Tool.Add(
            "add",
            "Put a release on record. While a decision on the tool is approved, its artifacts wait for another person.",
            "toolreg tool release add claude-code 2.1.198 --released-at 2026-07-12",
            async (session, tool, key, ct) => await session.Client.Tools.AddReleaseAsync(tool.Name, await Added.ReadAsync<ReleaseBody>(session, ct), tool.IfMatch, key, ct),
            Added.Symbols));

    private static void Write(Screen screen, Answer<ReleaseList> answer) => screen.WriteTable(
        ["Version", "Released", "Artifacts"],
        answer.Body.Items.Select(r => new Cell[] { r.Version, r.ReleasedAt?.ToString("O"), Texts.List(r.Artifacts?.Select(a => a.FileName ?? a.Platform ?? a.Sha256)) }));
}
