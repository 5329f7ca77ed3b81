using System.CommandLine;
using ToolRegistry.Cli.Records;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Commands.Tools;

/// <summary><c>toolreg tool</c>: the tools on record.</summary>
internal static class ToolCommand
{
    public static readonly RecordKind<ToolView> Tool = new(Named.Tool(), (client, slug, ct) => client.Tools.GetAsync(slug, ct), ToolText.Write);

    private static readonly Option<string?> Search = new("--search") { Description = "Part of the name or the slug." };
    private static readonly Option<string?> Publisher = new("--publisher") { Description = "The publisher, exactly." };
    private static readonly Option<string?> Category = new("--category") { Description = "The category, exactly." };
    private static readonly Option<string?> Owner = new("--owner") { Description = "Who answers for it." };
    private static readonly Option<string?> SupportStatus = new("--support-status") { Description = "unknown, supported or unsupported." };

    private static readonly BodyMember[] Details =
    [
        BodyMember.Text("--name", "name", "Its name."),
        BodyMember.Text("--publisher", "publisher", "Who makes it."),
        BodyMember.Text("--category", "category", "What sort of tool it is."),
        BodyMember.Text("--purpose", "businessPurpose", "What it is used for."),
        BodyMember.Text("--owner", "owner", "Who answers for it."),
        BodyMember.Text("--support-status", "supportStatus", "unknown, supported or unsupported."),
        BodyMember.Text("--end-of-support", "endOfSupport", "The last day of support."),
        BodyMember.Text("--verified", "lastVerifiedAt", "The day on which its record was last checked."),
    ];

    private static readonly Body New = new(
    [
        BodyMember.Text("--slug", "slug", "Its name in addresses; never changes."),
        .. Details,
        BodyMember.Text("--version-scheme", "versionScheme", "The scheme in which identifiers without one of their own compare."),
        BodyMember.Many("--identifier", "identifiers", "How it shows up: a purl without version, or kind:value.", IdentifierCommand.Read),
    ]);

    private static readonly Body Described = new(Details);

    public static Command Create() => new Command("tool", "The tools on record, how they show up, and their releases.").With(
        ListCommand.Create(
            "List tools.",
            "toolreg tool list --search claude",
            (session, page, ct) => session.Client.Tools.ListAsync(new ToolFilter(session.Get(Search), session.Get(Publisher), session.Get(Category), session.Get(Owner), session.Get(SupportStatus)), page, ct),
            ["Slug", "Name", "Publisher", "Category", "Owner", "Support"],
            t => [t.Slug, t.Name, t.Publisher, t.Category, t.Owner, t.SupportStatus],
            Search,
            Publisher,
            Category,
            Owner,
            SupportStatus),
        Tool.Show("show", "Show a tool.", "toolreg tool show claude-code"),
        Tool.Create(
            "register",
            "Put a tool on record.",
            "toolreg tool register --slug left-pad --name left-pad --publisher azer --identifier pkg:npm/left-pad",
            async (session, key, ct) => await session.Client.Tools.RegisterAsync(await New.ReadAsync<NewToolBody>(session, ct), key, ct),
            New.Symbols),
        Tool.Change(
            "describe",
            "Change what is on record of a tool; what is not said stays.",
            "toolreg tool describe left-pad --owner dana --support-status unsupported",
            async (session, tool, ct) => await session.Client.Tools.DescribeAsync(tool.Name, await Described.ReadAsync<ToolDetailsBody>(session, tool.Now, ct), tool.IfMatch, ct),
            Described.Symbols),
        IdentifierCommand.Create(),
        ReleaseCommand.Create());
}
