using CsCheck;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>Makes registers and questions that are likely to meet: few names, few bounds, few instants.</summary>
internal static class Worlds
{
    private static readonly string[] Slugs = ["t0", "t1", "t2"];
    private static readonly WorldQuestion[] Strangers = [Subject("slug", "gone"), Subject("slug", "nobody"), Subject("npm", "n9"), Subject("npm", "lib"), Subject("domain", "example.com"), Subject("sha256", Sha256(0, 2))];
    private static readonly Gen<bool> Rarely = Gen.Int[0, 4].Select(n => n == 0);
    private static readonly Gen<bool> Often = Gen.Int[0, 2].Select(n => n > 0);
    private static readonly Gen<string> Schemes = Gen.OneOf("npm", "npm", "semver", "generic");
    private static readonly Gen<int> Bounds = Gen.Frequency((3, Gen.OneOf(2, 5, 8)), (1, Gen.Int[0, WorldVersion.Highest]));
    private static readonly Gen<int> Edges = Gen.Int[World.First / 2, World.Last / 2].Select(n => 2 * n);
    private static readonly Gen<Disposition> Dispositions = Gen.OneOf(Disposition.Approved, Disposition.Constrained, Disposition.HighRisk, Disposition.Banned, Disposition.Lapsed);

    private static readonly Gen<string?> Versions = Gen.Frequency(
        (3, Gen.Const((string?)null)),
        (4, Gen.Select(Bounds, Gen.OneOf(".0.0", ".0.0-rc", ".5.0", ".0.0+build", ""), (n, rest) => (string?)$"{n}{rest}")),
        (1, Bounds.Select(n => (string?)$"v{n}.0.0")),
        (1, Gen.OneOf<string?>("latest", "not a version")));

    private static readonly Gen<WorldRange> Ranges = Gen.Frequency(
        (3, Schemes.Select(scheme => new WorldRange(scheme, "*", 0, 0))),
        (1, Gen.OneOf("npm", "semver").Select(scheme => new WorldRange(scheme, "readable", 0, 0))),
        (3, Gen.Select(Schemes, Gen.OneOf("one", "!=", "<", "<=", ">", ">="), Bounds, (scheme, shape, a) => new WorldRange(scheme, shape, a, a))),
        (2, Gen.Select(Schemes, Gen.OneOf("two", "between", "outside"), Bounds, Gen.Int[1, 4], (scheme, shape, a, more) => new WorldRange(scheme, shape, Math.Min(a, 8), Math.Min(a, 8) + more))));

    private static readonly Gen<WorldScope> Scopes = Gen.Select(
        Values("g1", "g2"), Values("workstation", "ci"), Values("DE", "US"), (groups, environments, regions) => new WorldScope(groups, environments, regions));

    private static readonly Gen<IReadOnlyList<WorldPhase>> Phases = Gen.Select(
        Edges.HashSet[1, 4], Dispositions.Array[4], (froms, dispositions) => Regular(froms.Order().Zip(dispositions, (from, disposition) => new WorldPhase(from, disposition))));

    private static readonly Gen<WorldDecision> AnyDecision = Gen.Select(
        Gen.OneOf(Slugs),
        Ranges.Array[1, 3],
        Scopes,
        Phases,
        Gen.OneOf("t0", "t1", "t2", "gone").HashSet[0, 2],
        Gen.Select(Rarely, Edges, (expedited, by) => expedited ? by : (int?)null),
        (tool, ranges, scope, phases, alternatives, ratifyBy) =>
            new WorldDecision(0, tool, [.. ranges.DistinctBy(r => r.Text)], scope, phases, [.. alternatives.Where(a => a != tool).Order(StringComparer.Ordinal)], ratifyBy));

    private static readonly Gen<WorldMark?> NoMark = Gen.Const((WorldMark?)null);

    private static readonly Gen<IReadOnlyList<WorldTool>> Tools = Gen.OneOf(1, 2, 2, 3).SelectMany(count => Gen.Select(Tool(0), Tool(1), Tool(2), (a, b, c) => (IReadOnlyList<WorldTool>)new[] { a, b, c }[..count]));

    public static readonly Gen<CheckAction> Stances = Gen.OneOf(CheckAction.Warn, CheckAction.Warn, CheckAction.Allow, CheckAction.Block);

    public static readonly Gen<World> Any = Tools.SelectMany(tools => Gen.Select(
        DecisionsOn(tools).Array[1, 6],
        Gen.Select(Gen.Int[0, 5], Scopes, Edges.HashSet[2, 2], (decision, audience, ends) => new WorldException(0, decision, audience, ends.Min(), ends.Max())).Array[0, 4],
        Stances,
        (decisions, exceptions, stance) => new World(
            tools,
            [.. decisions.Select((d, i) => d with { Number = i + 1 })],
            [.. exceptions.Select((e, i) => e with { Number = i + 1, Decision = e.Decision % decisions.Length + 1 })],
            stance)));

    /// <summary>A register and a question about it.</summary>
    public static readonly Gen<(World World, WorldQuestion Question)> WithQuestion = Any.SelectMany(world => QuestionsAbout(world).Select(question => (world, question)));

    public static Gen<WorldQuestion> QuestionsAbout(World world) => Gen.Select(
        Gen.Frequency((9, Gen.OneOf(SubjectsOf(world)).SelectMany(Variants)), (1, Gen.OneOf(Strangers))),
        Gen.Select(Versions, Gen.Bool),
        Gen.OneOf<IReadOnlyList<string>?>(null, [], ["g1"], ["g2"], ["g1", "g2"]),
        Gen.OneOf(null, "workstation", "workstation", "ci", "server"),
        Gen.OneOf(null, "DE", "DE", "US", "US"),
        Gen.Int[World.Instants[0], World.Instants[^1]],
        (subject, version, groups, environment, region, at) => subject with
        {
            Version = version.Item1,
            VersionInSubject = version.Item2,
            Groups = groups,
            Environment = environment,
            Region = region,
            At = at,
        });

    /// <summary>A decision on one of the tools that says one thing from an instant on, for a time or for ever.</summary>
    public static Gen<WorldDecision> Further(World world, Disposition disposition) => Gen.Select(DecisionsOn(world.Tools), Edges, Gen.OneOf(0, 2, 6), (decision, from, length) => decision with
    {
        Number = 90,
        Phases = [new WorldPhase(from, disposition), .. length > 0 && from + length <= World.Last ? [new WorldPhase(from + length, Disposition.Lapsed)] : (WorldPhase[])[]],
    });

    /// <summary>Leaves off phases that a schedule may not have: a first one that says nothing, and repetitions.</summary>
    public static IReadOnlyList<WorldPhase> Regular(IEnumerable<WorldPhase> phases)
    {
        var kept = new List<WorldPhase>();
        foreach (var phase in phases)
        {
            if (phase.Disposition != (kept.Count > 0 ? kept[^1].Disposition : Disposition.Lapsed))
                kept.Add(phase);
        }

        return kept.Count > 0 ? kept : [new WorldPhase(World.First, Disposition.Banned)];
    }

    /// <summary>Every range of a scheme that these registers may hold.</summary>
    public static IEnumerable<WorldRange> AllRanges(string scheme) =>
    [
        new(scheme, "*", 0, 0),
        .. scheme == "generic" ? [] : (WorldRange[])[new(scheme, "readable", 0, 0)],
        .. from shape in new[] { "one", "!=", "<", "<=", ">", ">=" } from a in Enumerable.Range(0, WorldVersion.Highest + 1) select new WorldRange(scheme, shape, a, a),
        .. from shape in new[] { "two", "between", "outside" } from a in Enumerable.Range(0, WorldVersion.Highest) from b in Enumerable.Range(a + 1, WorldVersion.Highest - a) select new WorldRange(scheme, shape, a, b),
    ];

    public static string Sha256(int tool, int file) => new((char)('1' + 3 * tool + file), 64);

    private static Gen<WorldDecision> DecisionsOn(IReadOnlyList<WorldTool> tools) =>
        Gen.Select(AnyDecision, Gen.OneOf(tools.Select(t => t.Slug).ToArray()), (decision, tool) => decision with { Tool = tool, Alternatives = [.. decision.Alternatives.Where(a => a != tool)] });

    private static Gen<WorldTool> Tool(int i)
    {
        var marks = new[]
        {
            Mark(Often, "npm", $"n{i}", Gen.OneOf(null, null, "r1")),
            // One package, kept in several places: another tool in each.
            Mark(Often, "npm", "lib", Gen.Const(i == 0 ? null : $"r{i}")),
            Mark(Rarely, "vscode-extension", $"p/x{i}", Gen.Const((string?)null)),
            Mark(Rarely, "generic", $"g{i}", Gen.OneOf(null, "r1")),
            Mark(Often, "domain", "a.example", Gen.Const((string?)null)),
            Mark(Rarely, "domain", "x.a.example", Gen.Const((string?)null)),
            Mark(Rarely, "file-name", $"f{i}", Gen.Const((string?)null)),
            Mark(Rarely, "macos-team-id", "TEAMTEAM01", Gen.Const((string?)null)),
        };
        return Gen.Select(
            Schemes,
            Gen.Bool,
            Gen.Select(marks[0], marks[1], marks[2], marks[3], (a, b, c, d) => new[] { a, b, c, d }),
            Gen.Select(marks[4], marks[5], marks[6], marks[7], (a, b, c, d) => new[] { a, b, c, d }),
            Versions.Where(v => v is not null).Array[0, 2],
            (scheme, oneLine, purls, others, files) => new WorldTool(
                $"t{i}", scheme, oneLine, [.. purls.Concat(others).OfType<WorldMark>()], [.. files.Select((version, file) => new WorldFile(version!, Sha256(i, file)))]));
    }

    private static Gen<WorldMark?> Mark(Gen<bool> present, string kind, string value, Gen<string?> locations) =>
        Gen.Select(present, locations, Rarely, (isPresent, location, ownLine) => isPresent ? new WorldMark(kind, value, location, ownLine) : null);

    private static WorldQuestion[] SubjectsOf(World world) =>
    [
        .. world.Tools.Select(t => Subject("slug", t.Slug)),
        .. world.Tools.SelectMany(t => t.Marks).Select(m => Subject(m.Kind, m.Value) with { Location = m.Location }),
        .. world.Tools.SelectMany(t => t.Files).Select(f => Subject("sha256", f.Sha256)),
    ];

    private static Gen<WorldQuestion> Variants(WorldQuestion subject) => subject switch
    {
        { IsPurl: true } => Gen.Select(Rarely, Gen.OneOf(null, "r1", "r2"), Rarely, (moved, location, others) => subject with { Location = moved ? location : subject.Location, HasOtherQualifiers = others }),
        { Kind: "domain" } => Gen.OneOf("", "", "x.", "y.x.", "x").Select(prefix => subject with { Value = prefix + subject.Value }),
        _ => Gen.Const(subject),
    };

    private static WorldQuestion Subject(string kind, string value) =>
        new(kind, value, Location: null, HasOtherQualifiers: false, Version: null, VersionInSubject: false, Groups: null, Environment: null, Region: null, At: 0);

    private static Gen<string[]> Values(params string[] values) => Gen.Frequency((8, Gen.Const(Array.Empty<string>())), (2, Gen.OneOf(values).Select(v => new[] { v })), (1, Gen.Const(values)));
}
