using System.Globalization;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Engines;

/// <summary>Identifiers of whose versions a decision says the same.</summary>
internal sealed record IdentifierGroup(IReadOnlyList<ToolIdentifier> Identifiers, ReleasesHeld Versions);

/// <summary>The conditions of Cedar's policies in one channel: what a question leaves unknown is the channel's own.</summary>
internal sealed class CedarConditions(Export export)
{
    private static readonly Scope Union = Scope.Create([], [], ["EU"]);
    private static readonly string[] Members = [.. from a in Enumerable.Range('A', 26) from b in Enumerable.Range('A', 26) select $"{(char)a}{(char)b}" into code where code != "EU" && Union.Contains(Scope.Create([], [], [code])) select code];

    private const int RoundTrip = 28;
    private const string AnyNamed = ".containsAny(context.names)";

    private readonly Scope channel = export.Terms.Scope;
    private readonly CedarNames names = new();

    /// <summary>Whether a decision forbids at any time.</summary>
    public static bool Forbids(ExportRule rule) => rule.Decision.Schedule.Phases.Any(p => p.Disposition == Disposition.Banned);

    /// <summary>Writes when it does.</summary>
    public void WriteForbid(CedarFile file, ExportRule rule, IdentifierGroup group)
    {
        file.When(names.SetOf(group.Identifiers), AnyNamed);
        file.When(During(rule, d => d == Disposition.Banned));
        // Without a version it depends on it, and then the stance decides.
        if (!group.Versions.IsEvery)
            file.When($"if context has version then {NotOutside(group)} else {Bool(export.Stance == CheckAction.Block)}");
        if (!rule.Decision.Scope.IsEverywhere)
        {
            foreach (var condition in Admitted(rule.Decision.Scope))
                file.When(condition);
        }

        if (rule.Exceptions.Count == 0 || IsNeverSure(group))
            return;
        foreach (var exception in rule.Exceptions)
            file.Unless(string.Join(" && ", [.. Sure(rule, group), .. Inside(exception.Audience), Between(exception.From, exception.Until)]));
    }

    /// <summary>When a decision lets use: while it approves or only warns, and to those with an exception.</summary>
    public IEnumerable<string[]> Permit(ExportRule rule, IdentifierGroup group)
    {
        string[] sure = [.. Sure(rule, group)];
        if (!IsNeverSure(group) && During(rule, d => d is Disposition.Approved or Disposition.Constrained) is { } approved)
            yield return [.. sure, approved];
        if (During(rule, d => d == Disposition.HighRisk) is { } warned)
        {
            yield return
            [
                $"{names.SetOf(group.Identifiers)}{AnyNamed}",
                warned,
                .. group.Versions.IsEvery ? [] : new[] { $"context has version && {NotOutside(group)}" },
                .. Admitted(rule.Decision.Scope),
            ];
        }

        if (IsNeverSure(group) || During(rule, d => d.Restricts()) is not { } restricted)
            yield break;
        foreach (var exception in rule.Exceptions)
            yield return [.. sure, restricted, .. Inside(exception.Audience), Between(exception.From, exception.Until)];
    }

    /// <summary>Nothing is in doubt: what permits needs that.</summary>
    private IEnumerable<string> Sure(ExportRule rule, IdentifierGroup group)
    {
        yield return $"{Texts(group.Identifiers.Select(i => CedarNames.TextOf(i.Identifier)))}.containsAny(context.identifiers)";
        if (!group.Versions.IsEvery)
            yield return $"context has version && {Texts(group.Versions.Inside)}.contains(context.version)";
        foreach (var condition in Inside(rule.Decision.Scope))
            yield return condition;
    }

    // Cedar's validator takes no empty set.
    private static bool IsNeverSure(IdentifierGroup group) => !group.Versions.IsEvery && group.Versions.Inside.Count == 0;

    private static string NotOutside(IdentifierGroup group) => group.Versions.Outside.Count == 0 ? "true" : $"!{Texts(group.Versions.Outside)}.contains(context.version)";

    /// <summary>While a decision says some things; null: never.</summary>
    private static string? During(ExportRule rule, Func<Disposition, bool> says)
    {
        var phases = rule.Decision.Schedule.Phases;
        string? times = null;
        for (var i = 0; i < phases.Count; i++)
        {
            if (!says(phases[i].Disposition))
                continue;
            var time = Between(phases[i].From, i + 1 < phases.Count ? phases[i + 1].From : null);
            times = times is null ? time : $"{times} || {time}";
        }

        return times;
    }

    // Cedar's instants have milliseconds: a part of one is taken in at both ends.
    private static string Between(DateTimeOffset from, DateTimeOffset? until)
    {
        Span<char> first = stackalloc char[RoundTrip], last = stackalloc char[RoundTrip];
        return until is { } end
            ? $"context.now >= datetime(\"{Instant(from, first)}Z\") && context.now < datetime(\"{Instant(end.AddTicks(TimeSpan.TicksPerMillisecond - 1), last)}Z\")"
            : $"context.now >= datetime(\"{Instant(from, first)}Z\")";
    }

    // The round-trip format, which goes on after the milliseconds, is written several times as fast as one of one's own.
    private static ReadOnlySpan<char> Instant(DateTimeOffset at, Span<char> text)
    {
        at.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        return text[.."2026-07-01T00:00:00.000".Length];
    }

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

    private static string Texts(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Distinct(StringComparer.Ordinal).Select(CedarNames.Text))}]";
}
