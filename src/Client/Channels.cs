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

/// <summary>That somebody pulled one content of an export, once or again and again.</summary>
/// <param name="Id">Names the row.</param>
/// <param name="Target">The target.</param>
/// <param name="Puller">Who pulled: the owner of the token.</param>
/// <param name="Revision">The policy revision of which the file was made.</param>
/// <param name="Sha256">The file's SHA-256.</param>
/// <param name="FirstAt">When it was first pulled.</param>
/// <param name="LastAt">When it was last pulled, or found to be known already.</param>
/// <param name="Count">How often.</param>
/// <param name="Behind">Whether it is the last that this puller has, and says something else than what holds now: what took effect since has not been pulled.</param>
public sealed record PullView(string Id, string Target, string Puller, long Revision, string Sha256, DateTimeOffset FirstAt, DateTimeOffset LastAt, long Count, bool Behind);

/// <summary>A Mac whose Santa syncs with a channel.</summary>
/// <param name="Machine">What it calls itself.</param>
/// <param name="Revision">The policy revision of the rules that it holds; null: not known.</param>
/// <param name="Sha256">The SHA-256 of these rules as <c>santa-sync</c> delivers them; null: not known.</param>
/// <param name="Refused">How many rules of its last sync Santa refused.</param>
/// <param name="LastAt">When it last began a sync, to the hour when nothing changed.</param>
/// <param name="Behind">Whether it holds something else than what is delivered now, or it is not known what.</param>
public sealed record MachineView(string Machine, long? Revision, string? Sha256, int Refused, DateTimeOffset LastAt, bool Behind);
