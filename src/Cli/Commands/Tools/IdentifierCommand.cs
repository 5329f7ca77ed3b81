using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Cli.Commands.Tools;

/// <summary><c>toolreg tool identifier</c>: by what a tool is recognised.</summary>
internal static class IdentifierCommand
{
    private static readonly RecordKind<IdentityBody> Identity = new(Named.Tool(), (client, slug, ct) => client.Tools.GetIdentityAsync(slug, ct), ToolText.Write);

    private static readonly Argument<IdentifierBody> Identifier = new("identifier")
    {
        Description = "A purl without version, or another identifier as kind:value.",
        CustomParser = result =>
        {
            if (BodyOf(result.Tokens[0].Value) is { } identifier)
                return identifier;
            result.AddError(Rule);
            return null;
        },
    };

    private static readonly Option<bool> OwnVersionLine = new("--own-version-line") { Description = "It has versions of its own: only * of the tool's ranges reaches it." };
    private static readonly Body Replaced = new();

    private static string Rule => $"An identifier is a purl, or a kind with its value, such as file-name:claude.exe. The kinds are: {string.Join(", ", IdentifierKinds.Names)}.";

    public static Command Create() => new Command("identifier", "By what a tool is recognised. While a decision on it is approved, a change waits for another person.").With(
        Identity.Show("show", "Show the identifiers and the version line, in the form in which they are replaced.", "toolreg tool identifier show claude-code --output json"),
        ToolCommand.Tool.Add(
            "add",
            "Add an identifier.",
            "toolreg tool identifier add claude-code file-name:claude.exe",
            (session, tool, key, ct) => session.Client.Tools.AddIdentifierAsync(tool.Name, session.Get(Identifier)! with { OwnVersionLine = session.Get(OwnVersionLine) }, tool.IfMatch, key, ct),
            Identifier,
            OwnVersionLine),
        ToolCommand.Tool.Change(
            "replace",
            "Replace all identifiers and the version line.",
            "toolreg tool identifier replace claude-code --from identifiers.json",
            async (session, tool, ct) => await session.Client.Tools.IdentifyAsync(tool.Name, await Replaced.ReadAsync<IdentityBody>(session, ct), tool.IfMatch, ct),
            Replaced.Symbols),
        ToolCommand.Tool.Change("approve", "Approve the change that waits, as another person than its authors.", "toolreg tool identifier approve claude-code", (session, tool, ct) => session.Client.Tools.ApproveIdentityAsync(tool.Name, tool.IfMatch, ct)),
        ToolCommand.Tool.Change("reject", "Drop the change that waits.", "toolreg tool identifier reject claude-code", (session, tool, ct) => session.Client.Tools.RejectIdentityAsync(tool.Name, tool.IfMatch, ct)));

    /// <summary>An identifier as it is sent.</summary>
    /// <exception cref="CliException">It is neither a purl nor <c>kind:value</c>.</exception>
    public static JsonNode Read(string text) => JsonSerializer.SerializeToNode(BodyOf(text) ?? throw CliException.Usage(Rule), WireJson.Options)!;

    private static IdentifierBody? BodyOf(string text)
    {
        if (text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return new IdentifierBody("purl", text);
        return text.Split(':', 2) is [var kind, var value] && IdentifierKinds.TryParse(kind, out _) ? new IdentifierBody(kind, value) : null;
    }
}
