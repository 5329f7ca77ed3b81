using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Policy;

/// <summary>What is asked: may this be used, in this version, here, at this instant?</summary>
public sealed record CheckQuery
{
    private CheckQuery(Subject subject) => Subject = subject;

    /// <summary>What it is about.</summary>
    public Subject Subject { get; }

    /// <summary>The version, the purl's own or a separate one; null when none was given.</summary>
    public string? Version { get; private init; }

    /// <summary>The asker's groups; null: unknown, which is not the same as none.</summary>
    public IReadOnlyCollection<string>? Groups { get; private init; }

    /// <summary>The environment; null: unknown.</summary>
    public string? Environment { get; private init; }

    /// <summary>The region; null: unknown.</summary>
    public string? Region { get; private init; }

    /// <summary>The instant.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Makes a query.</summary>
    /// <exception cref="DomainException"><c>check.version-conflict</c>, <c>check.version-invalid</c>, <c>scope.invalid</c></exception>
    public static CheckQuery Create(Subject subject, string? version, IEnumerable<string>? groups, string? environment, string? region, DateTimeOffset at)
    {
        if (version is not null && !subject.MayHaveVersion(version))
            throw DomainException.Invalid("check.version-conflict", "The subject carries another version than the one given: give one of them.", "version");
        if (version is not null && !Texts.IsLine(version, 1_000))
            throw DomainException.Invalid("check.version-invalid", "A version is one line of 1 to 1,000 characters.", "version");
        return new CheckQuery(subject)
        {
            Version = subject.Version ?? version,
            Groups = groups?.Select(Scope.Group).ToHashSet(StringComparer.Ordinal),
            Environment = environment is null ? null : Scope.Environment(environment),
            Region = region is null ? null : Scope.Region(region),
            At = at,
        };
    }

    /// <summary>The same asker at the same instant, who names no version.</summary>
    internal CheckQuery InAnyVersion() => Version is null ? this : this with { Version = null };
}
