using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Resources;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>What differs between two states of a record: each piece by its name, with what it was and what it becomes.</summary>
internal static class Differences
{
    /// <summary>Between two revisions, or two states of one.</summary>
    public static IEnumerable<(string What, string Before, string After)> Of(RevisionView before, RevisionView after, TimeZoneInfo zone)
    {
        var pieces = Between(Pieces(before, zone), Pieces(after, zone));
        return before.Revision == after.Revision && before.State != after.State ? pieces.Append((UiText.State, Words.Of(before.State), Words.Of(after.State))) : pieces;
    }

    public static IEnumerable<(string What, string Before, string After)> Of(ExceptionTermsBody before, ExceptionTermsBody after, TimeZoneInfo zone) => Between(Pieces(before, zone), Pieces(after, zone));

    public static IEnumerable<(string What, string Before, string After)> Of(ToolDetailsBody before, ToolDetailsBody after) => Between(Pieces(before), Pieces(after));

    public static IEnumerable<(string What, string Before, string After)> Of(ChannelTermsBody before, ChannelTermsBody after) => Between(Pieces(before), Pieces(after));

    public static IEnumerable<(string What, string Before, string After)> Of(ClaimView before, ClaimView after) => Between(Pieces(before), Pieces(after));

    public static IEnumerable<(string What, string Before, string After)> Of(NewEvidenceBody before, NewEvidenceBody after) => Between(Pieces(before), Pieces(after));

    /// <summary>Between what a tool is recognised by and what it is to be recognised by: of lists only what goes and what comes.</summary>
    public static IEnumerable<(string What, string Before, string After)> Of(ToolView before, PendingIdentityView after)
    {
        var (identifiers, files) = (before.Identifiers.Select(Said).ToArray(), FilesOf(before.Releases).ToArray());
        var (identifiersAfter, filesAfter) = (after.Identifiers.Select(Said).ToArray(), FilesOf(after.Artifacts).ToArray());
        return Between(
            [(UiText.VersionScheme, before.VersionScheme), (UiText.OneVersionLine, Said(before.OneVersionLine)), (UiText.Identifiers, Lines(identifiers.Except(identifiersAfter))), (UiText.Files, Lines(files.Except(filesAfter)))],
            [(UiText.VersionScheme, after.VersionScheme), (UiText.OneVersionLine, Said(after.OneVersionLine)), (UiText.Identifiers, Lines(identifiersAfter.Except(identifiers))), (UiText.Files, Lines(filesAfter.Except(files)))]);
    }

    public static string Said(bool holds) => holds ? UiText.Yes : UiText.No;

    private static IEnumerable<(string What, string Before, string After)> Between(IEnumerable<(string What, string Said)> before, IEnumerable<(string What, string Said)> after) =>
        before.Zip(after).Where(p => p.First.Said != p.Second.Said).Select(p => (p.First.What, p.First.Said, p.Second.Said));

    private static IEnumerable<(string What, string Said)> Pieces(RevisionView revision, TimeZoneInfo zone) =>
    [
        (UiText.OverTime, Lines(revision.Phases.Select(p => $"{Words.Of(p.Disposition)} {UiText.From} {Said(p.From, zone)}"))),
        (UiText.Versions, Lines(revision.Ranges)),
        (UiText.Scope, Terms.Said(revision.Scope)),
        (UiText.Statement, revision.PublicStatement),
        (UiText.Rationale, revision.Rationale ?? ""),
        (UiText.UseInstead, Lines(revision.Alternatives.Select(a => $"{a.Tool} {a.Note}".TrimEnd()))),
        (UiText.Constraints, Lines(revision.Constraints)),
        (UiText.EnforcedBy, Lines(revision.Identifiers)),
        (UiText.LiftWhen, revision.LiftWhen ?? ""),
        (UiText.ReviewByShort, Said(revision.ReviewBy, zone)),
        (UiText.Grounds, Terms.Grounds(revision)),
    ];

    private static IEnumerable<(string What, string Said)> Pieces(ExceptionTermsBody terms, TimeZoneInfo zone) =>
    [
        (UiText.Audience, Terms.Said(terms.Audience)),
        (UiText.FromWhen, Said(terms.From, zone)),
        (UiText.Until, Said(terms.Until, zone)),
        (UiText.Why, terms.Reason),
        (UiText.Controls, Lines(terms.CompensatingControls)),
        (UiText.ResidualRisk, terms.ResidualRisk),
        (UiText.ReviewByShort, Said(terms.ReviewBy, zone)),
    ];

    private static IEnumerable<(string What, string Said)> Pieces(ToolDetailsBody details) =>
    [
        (UiText.Name, details.Name),
        (UiText.Publisher, details.Publisher),
        (UiText.Category, details.Category ?? ""),
        (UiText.Purpose, details.BusinessPurpose ?? ""),
        (UiText.Owner, details.Owner ?? ""),
        (UiText.Support, Words.Support(details.SupportStatus)),
        (UiText.EndOfSupport, Said(details.EndOfSupport)),
        (UiText.LastVerified, Said(details.LastVerifiedAt)),
    ];

    private static IEnumerable<(string What, string Said)> Pieces(ChannelTermsBody terms) =>
    [
        (UiText.Scope, Terms.Said(terms.Scope)),
        (UiText.Targets, string.Join(", ", terms.Targets)),
        (UiText.Delivers, string.Join(", ", terms.Dispositions.Select(Words.Of))),
        (UiText.UnknownThere, Words.Of(terms.Unknown)),
        (UiText.AcceptsBroader, Said(terms.AcceptsBroader)),
        (UiText.AcceptsNarrower, Said(terms.AcceptsNarrower)),
        (UiText.Contact, terms.Contact ?? ""),
        (UiText.MessageTemplate, terms.MessageTemplate ?? ""),
    ];

    private static IEnumerable<(string What, string Said)> Pieces(ClaimView claim) =>
        [(UiText.Versions, claim.Range), (UiText.Status, claim.Status), (UiText.ClaimStatement, claim.Statement)];

    private static IEnumerable<(string What, string Said)> Pieces(NewEvidenceBody evidence) =>
    [
        (UiText.Status, (evidence as EvidenceView)?.Status ?? (evidence as EvidenceVersionView)?.Status ?? ""),
        (UiText.Kind, evidence.Kind),
        (UiText.Title, evidence.Title),
        (UiText.Publisher, evidence.Publisher),
        (UiText.Address, evidence.Url ?? ""),
        (UiText.Published, Said(evidence.PublishedAt)),
        (UiText.Retrieved, Said(evidence.RetrievedAt)),
        (UiText.HashOfCopy, evidence.Sha256 ?? ""),
        (UiText.Reliability, evidence.Reliability),
        (UiText.Credibility, $"{evidence.Credibility}"),
        (UiText.Stances, Lines(evidence.Stances.Select(s => $"{s.Value} {s.Key}").Order(StringComparer.Ordinal))),
        (UiText.DerivedFrom, string.Join(", ", evidence.DerivedFrom)),
    ];

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Said(IdentifierBody identifier) => $"{identifier.Kind}:{identifier.Value}{(identifier.OwnVersionLine ? $" ({UiText.OwnVersionLine})" : "")}";

    private static IEnumerable<string> FilesOf(IEnumerable<ReleaseBody> releases) =>
        releases.SelectMany(r => (r.Artifacts ?? []).Select(a => string.Join(' ', new[] { r.Version, a.Platform, a.FileName, a.Sha256 }.OfType<string>())));

    private static string Said(DateOnly? day) => day?.ToString("yyyy-MM-dd") ?? "";

    private static string Said(DateTimeOffset? at, TimeZoneInfo zone) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm zzz") : "";
}
