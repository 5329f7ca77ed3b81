using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>
/// A version by its place among 27 points: point 2n+1 is <c>n.0.0</c>, point 2n lies right below it, point 26 above all. A
/// scheme that can't read the text has no point for it.
/// </summary>
internal sealed record WorldVersion(string Text, int? Semantic, int? Generic)
{
    public const int Highest = 12;

    public static readonly IReadOnlyList<int> Points = [.. Enumerable.Range(0, 2 * Highest + 3)];

    public static readonly IReadOnlyList<WorldVersion> All =
    [
        .. Enumerable.Range(0, Highest + 1).SelectMany(n => new WorldVersion[]
        {
            new($"{n}.0.0-rc", 2 * n, 2 * n),
            new($"{n}.0.0", 2 * n + 1, 2 * n + 1),
            new($"v{n}.0.0", 2 * n + 1, 2 * n + 1),
            new($"{n}.5.0", 2 * n + 2, 2 * n + 2),
            new($"{n}.0.0+build", 2 * n + 1, 2 * n + 2),
            new($"{n}", null, 2 * n + 1),
        }),
        new("latest", null, 2),
        new("not a version", null, null),
    ];

    public static WorldVersion Of(string text) => All.Single(v => v.Text == text);

    public int? PointIn(string scheme) => scheme == "generic" ? Generic : Semantic;
}

/// <summary>A range by its shape and the one or two releases that bound it.</summary>
internal sealed record WorldRange(string Scheme, string Shape, int A, int B)
{
    public bool IsStar => Shape == "*";

    public string Text => $"vers:{Scheme}/" + Shape switch
    {
        "*" => "*",
        "readable" => ">=0.0.0-0",
        "two" => $"{A}.0.0|{B}.0.0",
        "between" => $">={A}.0.0|<{B}.0.0",
        "outside" => $"<{A}.0.0|>={B}.0.0",
        "one" => $"{A}.0.0",
        var comparator => $"{comparator}{A}.0.0",
    };

    public bool Holds(int point)
    {
        var (a, b) = (2 * A + 1, 2 * B + 1);
        return Shape switch
        {
            "*" or "readable" => true,
            "one" => point == a,
            "two" => point == a || point == b,
            "between" => point >= a && point < b,
            "outside" => point < a || point >= b,
            "!=" => point != a,
            "<" => point < a,
            "<=" => point <= a,
            ">" => point > a,
            ">=" => point >= a,
            _ => throw new InvalidOperationException(Shape),
        };
    }
}

internal sealed record WorldScope(IReadOnlyList<string> Groups, IReadOnlyList<string> Environments, IReadOnlyList<string> Regions)
{
    public Scope ToScope() => Scope.Create(Groups, Environments, Regions);
}

internal sealed record WorldPhase(int From, Disposition Disposition);

/// <summary>An identifier. Kinds that have dashes or none are the register's; <c>npm</c>, <c>vscode-extension</c> and <c>generic</c> are package URLs.</summary>
internal sealed record WorldMark(string Kind, string Value, string? Location, bool OwnLine)
{
    public bool IsPurl => Kind is "npm" or "vscode-extension" or "generic";

    public ToolIdentifier ToIdentifier()
    {
        var kind = IdentifierKinds.TryParse(Kind, out var known) ? known : IdentifierKind.Purl;
        return new ToolIdentifier(Identifier.Create(kind, IsPurl ? $"pkg:{Kind}/{Value}{(Location is null ? "" : $"?repository_url={Location}")}" : Value), OwnLine);
    }
}

internal sealed record WorldFile(string Version, string Sha256);

internal sealed record WorldTool(string Slug, string Scheme, bool OneLine, IReadOnlyList<WorldMark> Marks, IReadOnlyList<WorldFile> Files)
{
    public ToolFact ToFact() => new(
        Slug,
        $"Tool {Slug}",
        "Publisher",
        ToolIdentity.Create(VersionScheme.Get(Scheme), OneLine, [.. Marks.Select(m => m.ToIdentifier())], [.. Files.Select(f => new Artifact(f.Version, Platform: null, FileName: null, f.Sha256))]));
}

internal sealed record WorldDecision(
    int Number,
    string Tool,
    IReadOnlyList<WorldRange> Ranges,
    WorldScope Scope,
    IReadOnlyList<WorldPhase> Phases,
    IReadOnlyList<string> Alternatives,
    int? RatifyBy)
{
    public DecisionFact ToFact() => new()
    {
        Number = Number,
        Tool = Tool,
        Ranges = [.. Ranges.Select(r => VersionRange.Parse(r.Text))],
        Scope = Scope.ToScope(),
        Schedule = Schedule.Create(Phases.Select(p => new Phase(World.Instant(p.From), p.Disposition))),
        Alternatives = [.. Alternatives.Select(slug => new Alternative(slug, Note: null))],
        Constraints = [$"condition {Number}"],
        PublicStatement = $"Statement {Number}.",
        ReviewBy = null,
        Provisional = false,
        Support = Support.None,
        RatifyBy = RatifyBy is { } by ? World.Instant(by) : null,
    };
}

internal sealed record WorldException(int Number, int Decision, WorldScope Audience, int From, int Until)
{
    public ExceptionFact ToFact() => new(Number, Decision, Audience.ToScope(), World.Instant(From), World.Instant(Until), [$"control {Number}"]);
}

/// <summary>What is asked. Kinds are those of <see cref="WorldMark"/>, <c>slug</c> and <c>sha256</c>.</summary>
internal sealed record WorldQuestion(
    string Kind,
    string Value,
    string? Location,
    bool HasOtherQualifiers,
    string? Version,
    bool VersionInSubject,
    IReadOnlyList<string>? Groups,
    string? Environment,
    string? Region,
    int At)
{
    public bool IsPurl => Kind is "npm" or "vscode-extension" or "generic";

    public CheckQuery ToQuery() => CheckQuery.Create(Subject.Parse(SubjectText()), IsPurl && VersionInSubject ? null : Version, Groups, Environment, Region, World.Instant(At).ToOffset(TimeSpan.FromHours(8)));

    private string SubjectText()
    {
        if (!IsPurl)
            return Kind == "slug" ? Value : $"{Kind}:{Value}";
        string[] qualifiers = [.. HasOtherQualifiers ? ["arch=arm64"] : (string[])[], .. Location is null ? [] : (string[])[$"repository_url={Location}"]];
        return $"pkg:{Kind}/{Value}"
            + (VersionInSubject && Version is not null ? $"@{Uri.EscapeDataString(Version)}" : "")
            + (qualifiers.Length > 0 ? $"?{string.Join('&', qualifiers)}" : "")
            + (HasOtherQualifiers ? "#bin/tool" : "");
    }
}

/// <summary>A whole register in small: versions are points, instants are half-hours, names come from tiny alphabets.</summary>
internal sealed record World(IReadOnlyList<WorldTool> Tools, IReadOnlyList<WorldDecision> Decisions, IReadOnlyList<WorldException> Exceptions, CheckAction Stance)
{
    /// <summary>Something may begin or end at even instants from <see cref="First"/> to <see cref="Last"/>, and at no other.</summary>
    public const int First = 0;

    public const int Last = 24;

    /// <summary>All instants that can tell two registers apart, before the first change and after the last included.</summary>
    public static readonly IReadOnlyList<int> Instants = [.. Enumerable.Range(First - 2, Last - First + 5)];

    private static readonly DateTimeOffset Epoch = new(2026, 7, 3, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Instant(int halfHours) => Epoch.AddMinutes(30 * halfHours);

    public PolicySnapshot ToSnapshot() => new(17, new PolicySettings(Stance, []), ToFacts());

    public PolicyFactSet ToFacts() => new([.. Tools.Select(t => t.ToFact())], [.. Decisions.Select(d => d.ToFact())], [.. Exceptions.Select(e => e.ToFact())]);
}
