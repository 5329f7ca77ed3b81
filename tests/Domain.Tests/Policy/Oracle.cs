using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>What the oracle answers at one instant.</summary>
internal sealed record OracleAnswer(Outcome Outcome, CheckAction Action, IReadOnlyList<int> Deciders, bool RestsOnException);

/// <summary>
/// Answers a check by going through the nine points of "How a check is answered" one after the other, slowly: versions and
/// instants are tried one by one, and nothing is prepared or remembered.
/// </summary>
/// <remarks>
/// Where the text leaves a choice, this is read: the bound "no laxer than S's" of point 7 goes last; ranges hold every
/// version when those of one scheme do together; an exception permits, so it needs what an approval needs (points 2 to 4).
/// </remarks>
internal static class Oracle
{
    /// <summary>How the subject names a tool.</summary>
    /// <param name="Tool">The tool.</param>
    /// <param name="Scheme">The scheme of the subject's versions; null: each range's own.</param>
    /// <param name="OwnLine">Whether the identifier has its own version line.</param>
    /// <param name="SamePlace">Whether the subject comes from where the identifier on record does.</param>
    /// <param name="Version">The version asked about.</param>
    private sealed record Naming(WorldTool Tool, string? Scheme, bool OwnLine, bool SamePlace, WorldVersion? Version);

    /// <summary>What one decision says to the asker: of every version (or the one given), or of some only.</summary>
    private sealed record Word(int Decision, int Strictness, bool OfEvery, bool IsExcepted);

    public static OracleAnswer Answer(World world, WorldQuestion question, int at)
    {
        var words = Namings(world, question).SelectMany(n => world.Decisions.Where(d => d.Tool == n.Tool.Slug).Select(d => Say(world, d, n, question, at))).OfType<Word>().ToList();

        // Points 5 and 7. Without Some words this is "the strictest wins".
        var ofEvery = words.Where(w => w.OfEvery).Select(w => w.Strictness).Append(0).Max();
        var stricter = words.Where(w => !w.OfEvery && w.Strictness > ofEvery).ToList();
        var deciders = words.Where(w => w.OfEvery && w.Strictness == ofEvery).Concat(stricter).ToList();
        var outcome = stricter.Count > 0 ? Outcome.DependsOnVersion : (Outcome)ofEvery;

        // Point 8.
        var action = ActionOf(ofEvery, world.Stance);
        if (stricter.Count > 0)
            action = Laxest(world.Stance, ActionOf(stricter.Max(w => w.Strictness), world.Stance)) is var bounded && bounded > action ? bounded : action;
        return new OracleAnswer(outcome, action, [.. deciders.Select(w => w.Decision).Distinct().Order()], deciders.Exists(w => w.IsExcepted));
    }

    /// <summary>Since when the outcome has been what it is, trying every instant backwards; null: always.</summary>
    public static int? Since(World world, WorldQuestion question)
    {
        var outcome = Answer(world, question, question.At).Outcome;
        for (var at = question.At; at >= World.First; at--)
        {
            if (Answer(world, question, at - 1).Outcome != outcome)
                return at;
        }

        return null;
    }

    /// <summary>When the outcome changes and to what, trying every instant; null: never.</summary>
    public static (int At, Outcome Outcome)? Next(World world, WorldQuestion question)
    {
        var outcome = Answer(world, question, question.At).Outcome;
        for (var at = question.At + 1; at <= World.Last; at++)
        {
            if (Answer(world, question, at).Outcome is var then && then != outcome)
                return (at, then);
        }

        return null;
    }

    /// <summary>The tools named (point 2).</summary>
    public static IReadOnlyList<string> Tools(World world, WorldQuestion question) => [.. Namings(world, question).Select(n => n.Tool.Slug).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The alternatives of those who decide, each asked about like anything else (point 9).</summary>
    public static IReadOnlyList<string> Alternatives(World world, WorldQuestion question) =>
    [
        .. Answer(world, question, question.At).Deciders
            .SelectMany(number => world.Decisions.Single(d => d.Number == number).Alternatives)
            .Distinct()
            .Where(slug => Answer(world, question with { Kind = "slug", Value = slug, Version = null }, question.At).Outcome is Outcome.Approved or Outcome.Constrained)
            .Order(StringComparer.Ordinal),
    ];

    // Point 2.
    private static IEnumerable<Naming> Namings(World world, WorldQuestion question)
    {
        var version = question.Version is { } text ? WorldVersion.Of(text) : null;
        foreach (var tool in world.Tools)
        {
            if (question.Kind == "slug" && question.Value == tool.Slug)
                yield return new Naming(tool, Scheme: null, OwnLine: false, SamePlace: true, version);
            foreach (var file in tool.Files.Where(f => question.Kind == "sha256" && question.Value == f.Sha256))
                yield return new Naming(tool, tool.Scheme, OwnLine: false, SamePlace: true, WorldVersion.Of(file.Version));
            foreach (var mark in tool.Marks.Where(m => m.Kind == question.Kind))
            {
                if (question.Value == mark.Value || mark.Kind == "domain" && question.Value.EndsWith("." + mark.Value, StringComparison.Ordinal))
                    yield return new Naming(tool, SchemeOf(mark.Kind, tool), mark.OwnLine, !mark.IsPurl || question.Location == mark.Location, version);
            }
        }
    }

    private static string SchemeOf(string kind, WorldTool tool) => kind switch
    {
        "npm" => "npm",
        "vscode-extension" => "semver",
        "generic" => "generic",
        _ => tool.Scheme,
    };

    private static Word? Say(World world, WorldDecision decision, Naming naming, WorldQuestion question, int at)
    {
        // Point 5: the step function, walked from the beginning.
        Disposition? disposition = null;
        for (var past = World.First; past <= at; past++)
            disposition = decision.Phases.SingleOrDefault(p => p.From == past)?.Disposition ?? disposition;
        if (disposition is null or Disposition.Lapsed)
            return null;
        var restricts = disposition is Disposition.HighRisk or Disposition.Banned;

        // Point 3.
        var compared = decision.Ranges.Where(r => r.IsStar || !naming.OwnLine && (naming.Scheme is null || naming.Scheme == r.Scheme || naming.Tool.OneLine)).ToList();
        var holdsEvery = compared.Exists(r => r.IsStar)
            || compared.Select(r => r.Scheme).Distinct().Any(scheme => WorldVersion.Points.All(p => compared.Exists(r => r.Scheme == scheme && r.Holds(p))));
        var certain = true;
        if (compared.Count == 0)
            return null;
        if (naming.Version is { } version && !compared.Exists(r => r.IsStar || version.PointIn(r.Scheme) is { } point && r.Holds(point)))
        {
            certain = false;
            if (compared.TrueForAll(r => version.PointIn(r.Scheme) is not null))
                return null;
        }

        // Point 4.
        bool?[] dimensions = Admitted(decision.Scope, question);
        if (dimensions.Contains(false))
            return null;
        var mayPermit = certain && naming.SamePlace && !dimensions.Contains(null);
        if (!restricts && !mayPermit)
            return null;

        // Point 6.
        var isExcepted = restricts && mayPermit && world.Exceptions.Any(e =>
            e.Decision == decision.Number && e.From <= at && at < e.Until && Admitted(e.Audience, question).All(admitted => admitted == true));
        var strictness = isExcepted ? 2 : disposition switch
        {
            Disposition.Banned => 4,
            Disposition.HighRisk => 3,
            Disposition.Constrained => 2,
            _ => 1,
        };
        return new Word(decision.Number, strictness, naming.Version is not null || holdsEvery, isExcepted);
    }

    /// <summary>For each dimension: whether the query is inside; null when it does not say.</summary>
    private static bool?[] Admitted(WorldScope scope, WorldQuestion question) =>
    [
        scope.Groups.Count == 0 ? true : question.Groups is null ? null : scope.Groups.Intersect(question.Groups).Any(),
        scope.Environments.Count == 0 ? true : question.Environment is null ? null : scope.Environments.Contains(question.Environment),
        scope.Regions.Count == 0 ? true : question.Region is null ? null : scope.Regions.Contains(question.Region),
    ];

    private static CheckAction ActionOf(int strictness, CheckAction stance) => strictness switch
    {
        4 => CheckAction.Block,
        3 => CheckAction.Warn,
        0 => stance,
        _ => CheckAction.Allow,
    };

    private static CheckAction Laxest(CheckAction a, CheckAction b) => a < b ? a : b;
}
