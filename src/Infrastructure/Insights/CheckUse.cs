namespace ToolRegistry.Infrastructure.Insights;

/// <summary>One check, as far as it is counted. Nothing in it says who asked.</summary>
/// <param name="Tool">The slug of the tool that the subject names; null: none on record.</param>
/// <param name="Subject">What was asked about, in canonical form and without a version.</param>
/// <param name="Version">The version; null: none was given.</param>
/// <param name="Environment">The environment; null: none was given.</param>
/// <param name="Outcome">What was found.</param>
public sealed record CheckUse(string? Tool, string Subject, string? Version, string? Environment, string Outcome)
{
    /// <summary>The longest subject that is counted, in UTF-16 units.</summary>
    public const int MaxSubjectLength = 300;

    /// <summary>The longest version that is counted, in UTF-16 units.</summary>
    public const int MaxVersionLength = 100;

    private int hash;

    // A changed copy has a hash of its own.
    private CheckUse(CheckUse other) =>
        (Tool, Subject, Version, Environment, Outcome) = (other.Tool, other.Subject, other.Version, other.Environment, other.Outcome);

    /// <summary>Whether it is short enough to be counted.</summary>
    public bool IsCountable => Subject.Length <= MaxSubjectLength && (Version?.Length ?? 0) <= MaxVersionLength;

    /// <inheritdoc/>
    public bool Equals(CheckUse? other) =>
        ReferenceEquals(this, other) || other is not null && (Tool, Subject, Version, Environment, Outcome) == (other.Tool, other.Subject, other.Version, other.Environment, other.Outcome);

    /// <summary>Found out once: answers that are kept are counted over and over.</summary>
    public override int GetHashCode() => hash != 0 ? hash : hash = HashCode.Combine(Tool, Subject, Version, Environment, Outcome);
}

/// <summary>How often one thing was asked within an hour, as one replica counted it.</summary>
public sealed class CheckCount
{
    /// <summary>The hour's first instant.</summary>
    public DateTimeOffset Hour { get; init; }

    /// <summary>SHA-256 of what was asked and of who counted, 64 hex digits: no two replicas write one row.</summary>
    public required string Key { get; init; }

    /// <inheritdoc cref="CheckUse.Tool"/>
    public string? Tool { get; init; }

    /// <inheritdoc cref="CheckUse.Subject"/>
    public required string Subject { get; init; }

    /// <inheritdoc cref="CheckUse.Version"/>
    public string? Version { get; init; }

    /// <inheritdoc cref="CheckUse.Environment"/>
    public string? Environment { get; init; }

    /// <inheritdoc cref="CheckUse.Outcome"/>
    public required string Outcome { get; init; }

    /// <summary>How often; at least 1.</summary>
    public long Count { get; set; }
}
