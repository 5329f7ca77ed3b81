using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>A register for one example. It is asked on day 10 unless another day is given.</summary>
internal sealed class Register
{
    public const int Today = 10;

    private readonly List<ToolFact> tools = [];
    private readonly List<DecisionFact> decisions = [];
    private readonly List<ExceptionFact> exceptions = [];

    public CheckAction Stance { get; init; } = CheckAction.Warn;

    public string[] OwnPublishers { get; init; } = [];

    public static DecisionFact Decision(int number, string tool, string ranges, params (double Day, Disposition Disposition)[] phases) => new()
    {
        Number = number,
        Tool = tool,
        Ranges = Given.Ranges(ranges.Split(' ')),
        Scope = Scope.Everywhere,
        Schedule = Given.Phases(phases),
        Alternatives = [],
        Constraints = [$"condition {number}"],
        PublicStatement = $"Statement {number}.",
        ReviewBy = null,
        Provisional = false,
        Support = Support.None,
        RatifyBy = null,
    };

    public static ExceptionFact Exception(int number, int decision, Scope audience, double from = 1, double until = 20) =>
        new(number, decision, audience, Given.Day(from), Given.Day(until), [$"control {number}"]);

    /// <summary>Identifiers are package URLs or <c>kind:value</c>; one that ends in <c>!</c> has its own version line.</summary>
    public Register Tool(string slug, string scheme, params string[] identifiers) => Tool(slug, scheme, oneVersionLine: false, [], identifiers);

    public Register Tool(string slug, string scheme, bool oneVersionLine, Artifact[] artifacts, params string[] identifiers)
    {
        tools.Add(new ToolFact(slug, $"The {slug}", $"{slug} publisher", ToolIdentity.Create(VersionScheme.Get(scheme), oneVersionLine, [.. identifiers.Select(Read)], artifacts)));
        return this;
    }

    public Register Decide(int number, string tool, string ranges, params (double Day, Disposition Disposition)[] phases) => Decide(Decision(number, tool, ranges, phases));

    public Register Decide(DecisionFact decision)
    {
        decisions.Add(decision);
        return this;
    }

    public Register Except(ExceptionFact exception)
    {
        exceptions.Add(exception);
        return this;
    }

    public Verdict Check(string subject, string? version = null, string[]? groups = null, string? environment = null, string? region = null, double at = Today) =>
        new PolicySnapshot(17, new PolicySettings(Stance, OwnPublishers), new PolicyFactSet(tools, decisions, exceptions))
            .Check(CheckQuery.Create(Subject.Parse(subject), version, groups, environment, region, Given.Day(at)));

    private static ToolIdentifier Read(string text)
    {
        var bare = text.TrimEnd('!');
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        var identifier = IdentifierKinds.TryParse(bare[..colon], out var kind) ? Identifier.Create(kind, bare[(colon + 1)..]) : Identifier.Create(IdentifierKind.Purl, bare);
        return new ToolIdentifier(identifier, OwnVersionLine: bare != text);
    }
}
