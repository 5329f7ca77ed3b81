using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Policy;

/// <summary>What is asked: may this be used, in this version, here, at this instant?</summary>
public sealed record CheckQuery
{
    /// <summary>The longest version, in UTF-16 code units.</summary>
    public const int MaxVersionLength = 1_000;

    private readonly Asker asker;

    private CheckQuery(Subject subject, Asker asker) => (Subject, this.asker) = (subject, asker);

    /// <summary>What it is about.</summary>
    public Subject Subject { get; }

    /// <summary>The version, the purl's own or a separate one; null when none was given.</summary>
    public string? Version { get; private init; }

    /// <summary>The asker's groups; null: unknown, which is not the same as none.</summary>
    public IReadOnlyCollection<string>? Groups => asker.Groups;

    /// <summary>The environment; null: unknown.</summary>
    public string? Environment => asker.Environment;

    /// <summary>The region; null: unknown.</summary>
    public string? Region => asker.Region;

    /// <summary>The instant.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Makes a query of an asker who has but one.</summary>
    /// <exception cref="DomainException"><c>check.version-conflict</c>, <c>check.version-invalid</c>, <c>scope.invalid</c></exception>
    public static CheckQuery Create(Subject subject, string? version, IEnumerable<string>? groups, string? environment, string? region, DateTimeOffset at) =>
        Create(subject, version, Asker.Create(groups, environment, region), at);

    /// <summary>Makes a query.</summary>
    /// <exception cref="DomainException"><c>check.version-conflict</c>, <c>check.version-invalid</c></exception>
    public static CheckQuery Create(Subject subject, string? version, Asker asker, DateTimeOffset at)
    {
        if (version is not null && !subject.MayHaveVersion(version))
            throw DomainException.Invalid("check.version-conflict", "The subject carries another version than the one given: give one of them.", "version");
        if (version is not null && !Texts.IsLine(version, MaxVersionLength))
            throw DomainException.Invalid("check.version-invalid", $"A version is one line of 1 to {MaxVersionLength} characters.", "version");
        return new CheckQuery(subject, asker) { Version = subject.Version ?? version, At = at };
    }

    /// <summary>The same asker at the same instant, who names no version.</summary>
    internal CheckQuery InAnyVersion() => Version is null ? this : this with { Version = null };
}
