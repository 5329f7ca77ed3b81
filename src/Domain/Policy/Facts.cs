using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Domain.Policy;

/// <summary>What verdicts need of a tool.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Publisher">Its publisher.</param>
/// <param name="Identity">By what it is recognised.</param>
public sealed record ToolFact(string Slug, string Name, string Publisher, ToolIdentity Identity)
{
    /// <summary>The versions of its releases on record, in no order: for exports that can only list versions.</summary>
    public IReadOnlyList<string> Releases { get; init; } = [];

    /// <summary>The fact of a tool as it is on record.</summary>
    public static ToolFact Of(Tool tool) => new(tool.Slug, tool.Details.Name, tool.Details.Publisher, tool.Identity) { Releases = [.. tool.Releases.Select(r => r.Version)] };
}

/// <summary>What verdicts need of a decision: its revision in force, public text only.</summary>
public sealed record DecisionFact
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>The slug of the tool that it governs.</summary>
    public required string Tool { get; init; }

    /// <summary>The versions governed.</summary>
    public required IReadOnlyList<VersionRange> Ranges { get; init; }

    /// <summary>Where it holds.</summary>
    public required Scope Scope { get; init; }

    /// <summary>What it says when.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>What to use instead.</summary>
    public required IReadOnlyList<Alternative> Alternatives { get; init; }

    /// <summary>Conditions of use.</summary>
    public required IReadOnlyList<string> Constraints { get; init; }

    /// <summary>The publisher's identifiers by which exports may enforce it.</summary>
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    /// <summary>What everyone may read.</summary>
    public required string PublicStatement { get; init; }

    /// <summary>When it is to be reviewed, or null.</summary>
    public required DateTimeOffset? ReviewBy { get; init; }

    /// <summary>Whether it restricts and was approved with low confidence.</summary>
    public required bool Provisional { get; init; }

    /// <summary>How far the evidence carries it now.</summary>
    public required Support Support { get; init; }

    /// <summary>Until when an expedited decision is to be ratified; null when it is ratified or was never expedited.</summary>
    public required DateTimeOffset? RatifyBy { get; init; }

    /// <summary>The ranges that are compared with the versions of one of the tool's identifiers; empty: nothing is said of it.</summary>
    /// <param name="tool">The tool that it governs.</param>
    /// <param name="identifier">One of its identifiers.</param>
    public IReadOnlyList<VersionRange> RangesOn(ToolFact tool, ToolIdentifier identifier)
    {
        var compared = 0;
        for (var i = 0; i < Ranges.Count; i++)
            compared += ToolMatch.Compares(tool, identifier, Ranges[i]) ? 1 : 0;
        // Most tools have one line of versions, and then nothing is left off.
        return compared == Ranges.Count ? Ranges : [.. Ranges.Where(r => ToolMatch.Compares(tool, identifier, r))];
    }

    /// <summary>Whether the decision names an identifier of the publisher.</summary>
    public bool Names(Identifier identifier)
    {
        // Asked of every tool in an export: a list's own search takes several times as long.
        for (var i = 0; i < Identifiers.Count; i++)
        {
            if (Identifiers[i].Equals(identifier))
                return true;
        }

        return false;
    }

    /// <summary>The fact of a decision as it is on record, or null when no revision is in force.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="support">How far the evidence carries it now.</param>
    public static DecisionFact? Of(Decision decision, Support support) => decision.InForce is not { } revision ? null : Of(decision.Number, decision.Tool, revision.Terms, support) with
    {
        ReviewBy = revision.ReviewBy,
        Provisional = revision.IsProvisional,
        RatifyBy = revision.Expedition is { IsUnratified: true } expedition ? expedition.RatifyBy : null,
    };

    /// <summary>The fact that a decision would be if its terms were approved.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="tool">The slug of the tool that it governs.</param>
    /// <param name="terms">What it would say.</param>
    /// <param name="support">How far the evidence carries it now.</param>
    public static DecisionFact Of(int number, string tool, DecisionTerms terms, Support support) => new()
    {
        Number = number,
        Tool = tool,
        Ranges = terms.Ranges,
        Scope = terms.Scope,
        Schedule = terms.Schedule,
        Alternatives = terms.Alternatives,
        Constraints = terms.Constraints,
        Identifiers = terms.Identifiers,
        PublicStatement = terms.PublicStatement,
        ReviewBy = terms.ReviewBy,
        Provisional = terms.IsProvisional(support),
        Support = support,
        RatifyBy = null,
    };
}

/// <summary>What verdicts need of a granted exception.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Decision">The decision that it is an exception to.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The instant from which it no longer holds.</param>
/// <param name="CompensatingControls">The constraints of those it is for.</param>
public sealed record ExceptionFact(int Number, int Decision, Scope Audience, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> CompensatingControls)
{
    /// <summary>The fact of an exception as it is on record, or null when it is not granted.</summary>
    public static ExceptionFact? Of(ExceptionRecord exception) =>
        exception.State != ReviewState.Approved
            ? null
            : new ExceptionFact(exception.Number, exception.Decision, exception.Terms.Audience, exception.Terms.From, exception.Terms.Until, exception.Terms.CompensatingControls);

    /// <summary>Whether it holds at an instant.</summary>
    public bool HoldsAt(DateTimeOffset at) => From <= at && at < Until;
}

/// <summary>What exports need of a channel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Terms">What it delivers.</param>
public sealed record ChannelFact(string Name, ChannelTerms Terms)
{
    /// <summary>Who asks where a check is asked for the channel: what its scope leaves open is unknown.</summary>
    public Asker Asker => Asker.Create(
        Terms.Scope.Groups.Count == 0 ? null : Terms.Scope.Groups,
        Terms.Scope.Environments is [var environment] ? environment : null,
        Terms.Scope.Regions is [var region] ? region : null);

    /// <summary>The fact of a channel as it is on record.</summary>
    public static ChannelFact Of(Channel channel) => new(channel.Name, channel.Terms);
}

/// <summary>The facts that a snapshot is made of, or a change of them.</summary>
/// <param name="Tools">Of tools, each slug once.</param>
/// <param name="Decisions">Of decisions, each number once.</param>
/// <param name="Exceptions">Of exceptions, each number once.</param>
public sealed record PolicyFactSet(IReadOnlyCollection<ToolFact> Tools, IReadOnlyCollection<DecisionFact> Decisions, IReadOnlyCollection<ExceptionFact> Exceptions)
{
    /// <summary>No facts.</summary>
    public static readonly PolicyFactSet None = new([], [], []);

    /// <summary>Of channels, each name once.</summary>
    public IReadOnlyCollection<ChannelFact> Channels { get; init; } = [];
}
