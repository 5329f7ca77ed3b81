using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Tests.Given;

/// <summary>Short forms of what a register holds.</summary>
internal static class Facts
{
    public const string Channel = "fleet";

    public static readonly Uri Address = new("https://tools.example.com/");

    public static DateTimeOffset Day(string date) => DateTimeOffset.Parse($"{date}T00:00:00+00:00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A SHA-256 of 64 times the same digit.</summary>
    public static string Sha256(char digit) => new(digit, 64);

    /// <summary>Identifiers are package URLs or <c>kind:value</c>; one that ends in <c>!</c> has its own version line.</summary>
    public static ToolFact Tool(string slug, string name, string scheme, string[] identifiers, string[]? releases = null, Artifact[]? artifacts = null) =>
        new(slug, name, $"{name} Inc.", ToolIdentity.Create(VersionScheme.Get(scheme), oneVersionLine: true, [.. identifiers.Select(i => new ToolIdentifier(Identifier(i.TrimEnd('!')), i.EndsWith('!')))], artifacts ?? []))
        {
            Releases = releases ?? [.. (artifacts ?? []).Select(a => a.Version).Distinct(StringComparer.Ordinal)],
        };

    public static Identifier Identifier(string text) =>
        text.StartsWith("pkg:", StringComparison.Ordinal) ? Domain.Identity.Identifier.Create(IdentifierKind.Purl, text)
        : IdentifierKinds.TryParse(text[..text.IndexOf(':', StringComparison.Ordinal)], out var kind) ? Domain.Identity.Identifier.Create(kind, text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..])
        : throw new ArgumentException(text, nameof(text));

    public static DecisionFact Decision(int number, string tool, string ranges, params (string Day, Disposition Disposition)[] phases) => new()
    {
        Number = number,
        Tool = tool,
        Ranges = [.. ranges.Split(' ').Select(VersionRange.Parse)],
        Scope = Scope.Everywhere,
        Schedule = Schedule.Create(phases.Select(p => new Phase(Day(p.Day), p.Disposition))),
        Alternatives = [],
        Constraints = [],
        PublicStatement = $"Statement {number}.",
        ReviewBy = null,
        Provisional = false,
        Support = Support.None,
        RatifyBy = null,
    };

    /// <summary>Tools that are banned one as the other, by all of their identifiers.</summary>
    public static PolicyFactSet Bans(int count, Func<int, string[]> identifiers) => new(
        [.. Enumerable.Range(1, count).Select(i => Tool($"t{i}", "Tool", "semver", identifiers(i)))],
        [.. Enumerable.Range(1, count).Select(i => Decision(i, $"t{i}", "vers:semver/*", ("2026-07-10", Disposition.Banned)) with { Identifiers = [.. identifiers(i).Select(Identifier).Where(of => of.Kind.MayBeShared())] })],
        []);

    /// <summary>What a channel delivers that takes everything as it comes.</summary>
    public static readonly ChannelContent TakesAll = new() { Targets = ["any"], AcceptsBroader = true, AcceptsNarrower = true, Contact = "it-help@example.com" };

    public static Export Export(PolicyFactSet facts, DateTimeOffset at, ChannelContent? content = null, Uri? address = null) =>
        new(new PolicySnapshot(17, PolicySettings.Default, facts), Day("2026-07-01"), new ChannelFact(Channel, ChannelTerms.Create(content ?? TakesAll)), at, address ?? Address);
}
