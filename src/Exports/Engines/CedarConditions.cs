using System.Buffers;
using System.Globalization;
using System.Text;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Exports.Engines;

/// <summary>Identifiers of whose versions a decision says the same.</summary>
internal sealed record IdentifierGroup(IReadOnlyList<Identifier> Identifiers, ReleasesHeld Versions);

/// <summary>The conditions of Cedar's policies in one channel: what a question leaves unknown is the channel's own.</summary>
internal sealed class CedarConditions(Export export)
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except(['"', '\\'])]);
    private static readonly Scope Union = Scope.Create([], [], ["EU"]);
    private static readonly string[] Members = [.. from a in Enumerable.Range('A', 26) from b in Enumerable.Range('A', 26) select $"{(char)a}{(char)b}" into code where code != "EU" && Union.Contains(Scope.Create([], [], [code])) select code];

    private readonly Scope channel = export.Terms.Scope;

    /// <summary>When a decision forbids; null: never.</summary>
    public string[]? Forbid(ExportRule rule, IdentifierGroup group) =>
        During(rule, d => d == Disposition.Banned) is not { } dates ? null :
        [
            Named(group),
            dates,
            // Without a version it depends on it, and then the stance decides.
            .. group.Versions.IsEvery ? [] : new[] { $"when {{ if context has version then {NotOutside(group)} else {Bool(export.Stance == CheckAction.Block)} }}" },
            .. Admitted(rule.Decision.Scope).Select(c => $"when {{ {c} }}"),
            .. IsNeverSure(group) ? [] : rule.Exceptions.Select(e => $"unless {{ {string.Join(" && ", [.. Sure(rule, group), .. Inside(e.Audience), Between(e.From, e.Until)])} }}"),
        ];

    /// <summary>When a decision lets use: while it approves or only warns, and to those with an exception.</summary>
    public IEnumerable<string[]> Permit(ExportRule rule, IdentifierGroup group)
    {
        string[] sure = [.. Sure(rule, group).Select(c => $"when {{ {c} }}")];
        if (!IsNeverSure(group) && During(rule, d => d is Disposition.Approved or Disposition.Constrained) is { } approved)
            yield return [.. sure, approved];
        if (During(rule, d => d == Disposition.HighRisk) is { } warned)
        {
            yield return
            [
                Named(group),
                warned,
                .. group.Versions.IsEvery ? [] : new[] { $"when {{ context has version && {NotOutside(group)} }}" },
                .. Admitted(rule.Decision.Scope).Select(c => $"when {{ {c} }}"),
            ];
        }

        if (IsNeverSure(group) || During(rule, d => d.Restricts()) is not { } restricted)
            yield break;
        foreach (var exception in rule.Exceptions)
            yield return [.. sure, restricted, .. Inside(exception.Audience).Append(Between(exception.From, exception.Until)).Select(c => $"when {{ {c} }}")];
    }

    /// <summary>A string of Cedar. What is not printable ASCII is escaped, so that no mark turns the text around for its reader.</summary>
    public static string Text(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return $"\"{text}\"";
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
                quoted.Append('\\').Append((char)rune.Value);
            else if (rune.Value is >= ' ' and <= '~')
                quoted.Append((char)rune.Value);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A restriction knows a tool by any spelling: without qualifiers, and in lower case too.</summary>
    private static string Named(IdentifierGroup group) =>
        $"when {{ {Texts(NamesOf(group))}.containsAny(context.names) }}";

    private static IEnumerable<string> NamesOf(IdentifierGroup group)
    {
        foreach (var identifier in group.Identifiers)
        {
            var text = TextOf(identifier);
            var name = text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;
            yield return name;
            yield return name.ToLowerInvariant();
        }
    }

    /// <summary>Nothing is in doubt: what permits needs that.</summary>
    private IEnumerable<string> Sure(ExportRule rule, IdentifierGroup group)
    {
        yield return $"{Texts(group.Identifiers.Select(TextOf))}.containsAny(context.identifiers)";
        if (!group.Versions.IsEvery)
            yield return $"context has version && {Texts(group.Versions.Inside)}.contains(context.version)";
        foreach (var condition in Inside(rule.Decision.Scope))
            yield return condition;
    }

    // Cedar's validator takes no empty set.
    private static bool IsNeverSure(IdentifierGroup group) => !group.Versions.IsEvery && group.Versions.Inside.Count == 0;

    private static string NotOutside(IdentifierGroup group) => group.Versions.Outside.Count == 0 ? "true" : $"!{Texts(group.Versions.Outside)}.contains(context.version)";

    private static string TextOf(Identifier identifier) => identifier.Kind == IdentifierKind.Purl ? identifier.Value : identifier.ToString();

    private static string? During(ExportRule rule, Func<Disposition, bool> says)
    {
        var phases = rule.Decision.Schedule.Phases;
        string[] times = [.. phases.Index().Where(p => says(p.Item.Disposition)).Select(p => Between(p.Item.From, p.Index + 1 < phases.Count ? phases[p.Index + 1].From : null))];
        return times.Length == 0 ? null : $"when {{ {string.Join(" || ", times)} }}";
    }

    // Cedar's instants have milliseconds: a part of one is taken in at both ends.
    private static string Between(DateTimeOffset from, DateTimeOffset? until) =>
        until is { } end ? $"context.now >= {Instant(from)} && context.now < {Instant(end.AddTicks(TimeSpan.TicksPerMillisecond - 1))}" : $"context.now >= {Instant(from)}";

    private static string Instant(DateTimeOffset at) => $"datetime(\"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}\")";

    private IEnumerable<string> Admitted(Scope scope) => Conditions(scope, Admission.Unstated);

    private IEnumerable<string> Inside(Scope scope) => Conditions(scope, Admission.Inside);

    /// <summary>That an asker is at least so far inside, a condition for each dimension that is bounded.</summary>
    private IEnumerable<string> Conditions(Scope scope, Admission least)
    {
        if (scope.Groups.Count > 0)
            yield return $"(if context has groups then {Texts(scope.Groups)}.containsAny(context.groups) else {Bool(Scope.Create(scope.Groups, [], []).Admits(channel.Groups.Count == 0 ? null : channel.Groups, null, null) >= least)})";
        if (scope.Environments.Count > 0)
            yield return $"(if context has environment then {Texts(scope.Environments)}.contains(context.environment) else {Bool(Scope.Create([], scope.Environments, []).Admits(null, channel.Environments is [var environment] ? environment : null, null) >= least)})";
        if (scope.Regions.Count > 0)
            yield return $"(if context has region then {Regions(scope, least)} else {Bool(Scope.Create([], [], scope.Regions).Admits(null, null, channel.Regions is [var region] ? region : null) >= least)})";
    }

    private static string Regions(Scope scope, Admission least)
    {
        string[] bounds = [.. scope.Regions, .. scope.Regions.Contains("EU") ? Members : []];
        string[] around = least == Admission.Inside ? [] : [.. bounds.Select(b => b[..2]), .. bounds.Select(b => b[..2]).Any(Members.Contains) ? new[] { "EU" } : []];
        return string.Join(" || ", [$"{Texts(bounds.Concat(around))}.contains(context.region)", .. bounds.Select(b => $"context.region like \"{b}-*\"")]);
    }

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Distinct(StringComparer.Ordinal).Select(Text))}]";
}
