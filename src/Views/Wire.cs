using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Views;

/// <summary>Between wire and domain: names of enumerations and numbers of records.</summary>
internal static class Wire
{
    /// <summary>The wire name of a value: as in code, or in lower snake case where DESIGN.md's cases write it so.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => Names<T>.OfValue[value];

    /// <summary>All wire names of an enumeration.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Names<T>.All;

    /// <summary>Reads a wire name; other casing and numbers are refused.</summary>
    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Names<T>.OfName.TryGetValue(text, out value);
    }

    /// <summary>Reads a wire name that a validator has let pass.</summary>
    /// <exception cref="DomainException"><c>request.invalid</c></exception>
    public static T Parse<T>(string text, string field)
        where T : struct, Enum =>
        TryParse<T>(text, out var value) ? value : throw DomainException.Invalid("request.invalid", $"One of {string.Join(", ", All<T>())}.", field);

    /// <summary>Reads a record's number from an address.</summary>
    /// <exception cref="DomainException"><c>….not-found</c></exception>
    public static int Number(string prefix, string text) =>
        Numbers.TryParse(prefix, text, out var number)
            ? number
            : throw DomainException.NotFound($"{KindOf(prefix)}.not-found", $"There is no {KindOf(prefix)} {text}; its number is written {prefix}-42.");

    /// <summary>Reads a record's number from a body.</summary>
    /// <exception cref="DomainException"><c>request.invalid</c></exception>
    public static int NumberIn(string prefix, string text, string field) =>
        Numbers.TryParse(prefix, text, out var number) ? number : throw DomainException.Invalid("request.invalid", $"A number is written {prefix}-42.", field);

    public static Scope Scope(Client.ScopeBody? body) =>
        body is null ? Domain.Decisions.Scope.Everywhere : Domain.Decisions.Scope.Create(body.Groups, body.Environments, body.Regions);

    public static Client.ScopeBody Scope(Scope scope) => new(scope.Groups, scope.Environments, scope.Regions);

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="DomainException"><c>identifier.invalid</c> and others of its kind.</exception>
    public static Identifier Identifier(Client.IdentifierBody body) =>
        IdentifierKinds.TryParse(body.Kind, out var kind)
            ? Domain.Identity.Identifier.Create(kind, body.Value)
            : throw DomainException.Invalid("identifier.invalid", $"A kind is one of {string.Join(", ", IdentifierKinds.Names)}.", "kind");

    /// <summary>Reads an identifier that is written <c>kind:value</c>.</summary>
    /// <exception cref="DomainException"><c>identifier.invalid</c> and others of its kind.</exception>
    public static Identifier Identifier(string text, string field)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && IdentifierKinds.TryParse(text[..colon], out var kind)
            ? Domain.Identity.Identifier.Create(kind, text[(colon + 1)..])
            : throw DomainException.Invalid("identifier.invalid", $"An identifier is written kind:value, as in domain:example.com. A kind is one of {string.Join(", ", IdentifierKinds.Names)}.", field);
    }

    public static Client.ApprovalView Approval(Approval approval) => new(approval.By.Value, approval.At);

    /// <summary>Reads a range, naming the member at fault.</summary>
    /// <exception cref="DomainException"><c>range.invalid</c>, <c>version-scheme.unknown</c></exception>
    public static VersionRange Range(string text, string field) =>
        VersionRange.TryParse(text, out var range, out var error) ? range : throw DomainException.Invalid(error.Code, error.Message, field);

    /// <summary>Reads an instant from an address.</summary>
    /// <exception cref="DomainException"><c>request.invalid</c></exception>
    public static DateTimeOffset? Instant(string? text, string field)
    {
        if (text is null)
            return null;
        return Client.WireJson.TryReadInstant(text, out var instant)
            ? instant
            : throw DomainException.Invalid("request.invalid", "An instant is written as 2026-07-10T00:00:00+08:00, with an offset (+ is %2B in an address), or Z.", field);
    }

    private static string KindOf(string prefix) => prefix switch
    {
        Numbers.Decision => "decision",
        Numbers.Exception => "exception",
        Numbers.Request => "request",
        Numbers.Claim => "claim",
        Numbers.Evidence => "evidence",
        Numbers.Assessment => "assessment",
        _ => throw new ArgumentOutOfRangeException(nameof(prefix)),
    };

    private static class Names<T>
        where T : struct, Enum
    {
        // As the cases write them: states of the register in PascalCase, vocabularies of the field in lower snake case.
        private static readonly bool IsPascal = typeof(T).Name is "Disposition" or "Outcome" or "ReviewState" or "RevisionKind" or "RiskLevel" or "Reliability" or "Role";

        public static readonly Dictionary<T, string> OfValue = Enum.GetValues<T>().ToDictionary(v => v, v => IsPascal ? v.ToString() : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

        public static readonly Dictionary<string, T> OfName = OfValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<T>().Select(v => OfValue[v])];
    }
}
