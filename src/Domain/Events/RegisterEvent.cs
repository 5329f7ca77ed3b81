using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Domain.Events;

/// <summary>That something happened, or came due, on which others act.</summary>
/// <param name="Type">What kind of thing.</param>
/// <param name="Subject">The record that it is about, such as <c>TR-42</c>: events of one subject are told in their order.</param>
/// <param name="Data">What is told; public text only.</param>
public sealed record RegisterEvent(EventType Type, string Subject, EventData Data);

/// <summary>What is told of an event. Public text only; what does not apply is null.</summary>
public sealed record EventData
{
    /// <summary>The slug of the tool.</summary>
    public string? Tool { get; init; }

    /// <summary>The tool's name.</summary>
    public string? Name { get; init; }

    /// <summary>The number of the decision that an exception is one to.</summary>
    public string? Decision { get; init; }

    /// <summary>What the decision says, or is going to say, from <see cref="At"/> on.</summary>
    public Disposition? Disposition { get; init; }

    /// <summary>The instant that the event is about: a phase begins, an exception ends, a review is due, a puller fell behind.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>In how many days that is: 30, 7 or 1.</summary>
    public int? Days { get; init; }

    /// <summary>All phases of the decision.</summary>
    public IReadOnlyList<Phase>? Phases { get; init; }

    /// <summary>The versions that the decision governs.</summary>
    public IReadOnlyList<string>? Ranges { get; init; }

    /// <summary>The decision's public statement; not before it is approved.</summary>
    public string? Statement { get; init; }

    /// <summary>The names of the tools to use instead.</summary>
    public IReadOnlyList<string>? Alternatives { get; init; }

    /// <summary>Whether the decision was enforced ahead of review, and waits to be ratified.</summary>
    public bool? Expedited { get; init; }

    /// <summary>Whether a revocation is proposed.</summary>
    public bool? Revocation { get; init; }

    /// <summary>What kind of review is due.</summary>
    public Reviews.ReviewKind? Review { get; init; }

    /// <summary>The export target whose puller is behind.</summary>
    public string? Target { get; init; }

    /// <summary>Who pulls: the owner of the token.</summary>
    public string? Puller { get; init; }

    /// <summary>What was done, by its name in the audit log, such as <c>tool.register</c>.</summary>
    public string? Action { get; init; }

    /// <summary>What everyone may know of a decision.</summary>
    /// <param name="decision">The decision, as it is or would be in force.</param>
    /// <param name="nameOf">Gives the name of a tool by its slug.</param>
    internal static EventData Of(DecisionFact decision, Func<string, string> nameOf) => new()
    {
        Tool = decision.Tool,
        Name = nameOf(decision.Tool),
        Phases = decision.Schedule.Phases,
        Ranges = [.. decision.Ranges.Select(r => r.ToString())],
        Statement = decision.PublicStatement,
        Alternatives = [.. decision.Alternatives.Select(a => nameOf(a.Tool))],
    };

    /// <summary>What everyone may know of an exception.</summary>
    /// <param name="decision">The number of its decision.</param>
    /// <param name="tool">The slug of the tool that the decision governs.</param>
    /// <param name="nameOf">Gives the name of a tool by its slug.</param>
    internal static EventData OfException(int decision, string tool, Func<string, string> nameOf) =>
        new() { Tool = tool, Name = nameOf(tool), Decision = Numbers.Format(Numbers.Decision, decision) };
}
