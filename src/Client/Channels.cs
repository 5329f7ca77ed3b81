using System.Text.Json.Serialization;

namespace ToolRegistry.Client;

/// <summary>What a channel delivers, and where it is enforced.</summary>
public record ChannelTermsBody
{
    /// <summary>The machines and people that it stands for; left out: everyone, everywhere.</summary>
    public ScopeBody? Scope { get; init; }

    /// <summary>The names of the targets that it serves.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Whom users turn to.</summary>
    public string? Contact { get; init; }

    /// <summary>What users are told, with <c>{number}</c>, <c>{tool}</c>, <c>{statement}</c>, <c>{alternatives}</c>, <c>{link}</c> and <c>{contact}</c> in it; left out: the usual text.</summary>
    public string? MessageTemplate { get; init; }

    /// <summary>What is delivered: <c>Banned</c>, and <c>HighRisk</c> if it is named, to targets that can watch without blocking.</summary>
    public IReadOnlyList<string> Dispositions { get; init; } = ["Banned"];

    /// <summary>What becomes of software that no decision permits, at targets that can deny it: <c>allow</c> or <c>deny</c>.</summary>
    public string Unknown { get; init; } = "allow";

    /// <summary>Whether a target may restrict more than was decided, where it can't say it exactly.</summary>
    public bool AcceptsBroader { get; init; } = true;

    /// <summary>Whether a target may restrict less than was decided, where it can't say it exactly.</summary>
    public bool AcceptsNarrower { get; init; }
}

/// <summary>A channel to make.</summary>
public sealed record NewChannelBody : ChannelTermsBody
{
    /// <summary>Its name: lower-case letters, digits, hyphens.</summary>
    [JsonPropertyOrder(-1)]
    public required string Name { get; init; }
}

/// <summary>A change of a channel that waits for another Administrator.</summary>
/// <param name="Terms">What it would deliver.</param>
/// <param name="Authors">Who asked for it.</param>
/// <param name="At">When.</param>
public sealed record ChannelChangeView(ChannelTermsBody Terms, IReadOnlyList<string> Authors, DateTimeOffset At);

/// <summary>A channel on record.</summary>
public sealed record ChannelView : ChannelTermsBody
{
    /// <summary>Its name.</summary>
    [JsonPropertyOrder(-1)]
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When what it delivers was last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What waits for another Administrator's approval, because it loosens; or null.</summary>
    public required ChannelChangeView? Pending { get; init; }
}
